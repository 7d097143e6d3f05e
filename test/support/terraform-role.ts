import type { ApiNode } from './calls.ts';
import type { Files } from './compare.ts';
import type { GeneratedRole } from './evaluator.ts';

/** Rolls dice: a number below a number of sides. */
export type Roll = (sides: number) => number;

/** A comment that must stay where the statement, and the item, that it stands at do. */
export interface KeptComment {
  readonly text: string;
  readonly sid?: string;
  readonly item?: string;
}

/** A module with a flow and its role, written as people do. */
export interface WrittenModule {
  readonly files: Files;
  readonly comments: readonly KeptComment[];
  /** What stands outside the policies of the role, by file. */
  readonly outside: Readonly<Record<string, readonly string[]>>;
  /** Expressions that may be lists: no edit may touch them. */
  readonly opaque: readonly string[];
}

/** A function of the flow that is a resource of the module. */
export interface FunctionReference {
  readonly arn: string;
  readonly expression: string;
  readonly block: string;
}

/** A statement whose values may be single or lists, as IAM takes both. */
interface LooseStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

/** An expression inside a text of HCL. */
function inside(expression: string): string {
  return `\${${expression}}`;
}

/** Expressions with what they stand for: lists of ARNs that no node uses, or that one may. */
export const OPAQUE: Readonly<Record<string, readonly string[]>> = {
  'var.arns': ['arn:aws:s3:::left-over/*', 'arn:aws:s3:::other/*'],
  'concat(var.arns, ["arn:aws:s3:::third/*"])': ['arn:aws:s3:::third/*'],
  [`[for name in var.names : "arn:aws:s3:::${inside('name')}/*"]`]: ['arn:aws:s3:::named/*'],
  'aws_s3_bucket.many[*].arn': ['arn:aws:s3:::many'],
  'var.more ? var.arns : []': ['arn:aws:s3:::left-over/*'],
  [`"${inside('var.arns')}"`]: ['arn:aws:s3:::left-over/*', 'arn:aws:s3:::other/*'],
};

const DECLARED = `variable "arns" {
  type    = list(string)
  default = []
}

variable "names" {
  type    = list(string)
  default = []
}

variable "more" {
  type    = bool
  default = true
}

resource "aws_s3_bucket" "many" {
  count  = 2
  bucket = "many-${inside('count.index')}"
}
`;

/** Marks an expression among texts. */
const MARK = '\u0001';

/** Writes a module around a role that may be damaged. */
export function writeModule(
  nodes: readonly ApiNode[],
  role: GeneratedRole,
  trust: readonly LooseStatement[],
  functions: readonly FunctionReference[],
  roll: Roll,
): WrittenModule {
  return new ModuleWriter(functions, roll).write(nodes, role, trust);
}

type Style = 'object' | 'line' | 'heredoc' | 'indented heredoc' | 'quoted' | 'blocks';

class ModuleWriter {
  readonly #roll: Roll;
  readonly #functions: readonly FunctionReference[];
  readonly #comments: KeptComment[] = [];
  readonly #opaque: string[] = [];
  readonly #data: string[] = [];
  #separator = ' = ';
  #commas = true;
  #trailing = true;

  constructor(functions: readonly FunctionReference[], roll: Roll) {
    this.#functions = functions;
    this.#roll = roll;
  }

  write(
    nodes: readonly ApiNode[],
    role: GeneratedRole,
    trust: readonly LooseStatement[],
  ): WrittenModule {
    const parts: { readonly text: string; readonly isOutside: boolean }[] = [];
    const outside = (text: string) => parts.push({ text, isOutside: true });
    const inside = (text: string) => parts.push({ text, isOutside: false });
    const flow = this.#flow(nodes);
    const trustText = this.#document(trust, 'trust');
    const policies = role.identityPolicies.map(({ document: { Statement } }, index) => ({
      index,
      text: this.#document(this.#withOpaque(Statement), `policy_${index}`),
    }));
    const inRole = policies.filter(() => this.#roll(5) === 0);
    outside(`# Before the role.\n${DECLARED}\n`);
    outside(`resource "aws_iam_role" "desk" {\n  name = "flow-role" # the role\n\n`);
    inside(`  assume_role_policy = ${trustText}\n`);
    for (const { text, index } of inRole) {
      outside(`\n  inline_policy {\n    name   = "own-${index}"\n`);
      inside(`    policy = ${text}\n`);
      outside('  }\n');
    }
    outside('\n  tags = { team = "desk" }\n}\n');
    for (const { text, index } of policies.filter((each) => !inRole.includes(each))) {
      const isManaged = this.#roll(3) === 0;
      const type = isManaged ? 'aws_iam_policy' : 'aws_iam_role_policy';
      outside(`\nresource "${type}" "own_${index}" {\n  name = "own-${index}"\n`);
      outside(isManaged ? '' : '  role = aws_iam_role.desk.id\n');
      inside(`  policy = ${text}\n`);
      outside('}\n');
      outside(
        isManaged
          ? `\nresource "aws_iam_role_policy_attachment" "own_${index}" {\n  role       = aws_iam_role.desk.name\n  policy_arn = aws_iam_policy.own_${index}.arn\n}\n`
          : '',
      );
    }
    for (const block of this.#data) {
      inside(`\n${block}\n`);
    }
    outside('\n# What comes behind.\nlocals {\n  last = "é😀"\n}\n');
    const isSplit = this.#roll(2) === 0;
    const lineBreak = this.#roll(4) === 0 ? '\r\n' : '\n';
    const placed = (text: string) => text.replaceAll('\n', lineBreak);
    const joined = parts.map(({ text }) => text).join('');
    const files: Files = isSplit
      ? { 'flow.tf': placed(flow), 'role.tf': placed(joined) }
      : { 'main.tf': placed(flow + joined) };
    const last = isSplit ? 'role.tf' : 'main.tf';
    const chunks = parts.filter(({ isOutside, text }) => isOutside && text !== '');
    return {
      files,
      comments: this.#comments,
      opaque: this.#opaque,
      outside: {
        ...(isSplit && { 'flow.tf': [placed(flow)] }),
        [last]: [...(isSplit ? [] : [placed(flow)]), ...chunks.map(({ text }) => placed(text))],
      },
    };
  }

  #flow(nodes: readonly ApiNode[]): string {
    const functions = this.#functions.map(({ block }) => `${block}\n\n`).join('');
    const form = this.#roll(3);
    const body = nodes.map(({ name, type, configuration }) => ({ name, type, configuration }));
    const type = form === 0 ? 'aws_bedrockagent_flow' : 'awscc_bedrock_flow';
    const definition =
      form === 0
        ? `  definition {\n${body.map((node) => this.#block('node', node, '    ')).join('')}  }`
        : form === 1
          ? `  definition_string = jsonencode(${this.#expression({ nodes: body }, '  ', 'plain')})`
          : `  definition_string = <<EOF\n${templated(JSON.stringify({ nodes: body }))}\nEOF`;
    return `${functions}resource "${type}" "desk" {\n  name               = "desk"\n  execution_role_arn = aws_iam_role.desk.arn\n\n${definition}\n}\n\n`;
  }

  /** A field of the API as a block or an argument. */
  #block(name: string, value: unknown, indent: string): string {
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (Array.isArray(value)) {
      const single = key.replace(/s$/, '');
      return value.map((item) => this.#block(single, item, indent)).join('');
    }
    if (typeof value === 'object' && value !== null) {
      const inner = Object.entries(value).map(([field, each]) =>
        this.#block(field, each, `${indent}  `),
      );
      return `${indent}${key} {\n${inner.join('')}${indent}}\n`;
    }
    return `${indent}${key} = ${this.#text(String(value))}\n`;
  }

  /** A text in quotes, or the reference that stands for it. */
  #text(text: string): string {
    if (text.startsWith(MARK)) {
      return text.slice(1);
    }
    const known = this.#functions.find(({ arn }) => arn === text);
    return known === undefined ? templated(JSON.stringify(text)) : known.expression;
  }

  #withOpaque(statements: readonly LooseStatement[]): readonly LooseStatement[] {
    const [source] = Object.keys(OPAQUE).slice(this.#roll(Object.keys(OPAQUE).length));
    if (this.#roll(3) > 0 || source === undefined) {
      return statements;
    }
    const Action = ['s3:ListBucket', 'bedrock:InvokeModel'][this.#roll(2)] ?? '';
    const extra = { Sid: 'Opaque', Effect: 'Allow', Action, Resource: MARK + source };
    return this.#roll(2) === 0 ? [extra, ...statements] : [...statements, extra];
  }

  #document(statements: readonly LooseStatement[], name: string): string {
    const isOpaque = statements.some(({ Resource }) => String(Resource).startsWith(MARK));
    const styles: readonly Style[] = isOpaque
      ? ['object', 'line', 'blocks']
      : ['object', 'object', 'line', 'heredoc', 'indented heredoc', 'quoted', 'blocks', 'blocks'];
    const style = styles[this.#roll(styles.length)] ?? 'object';
    const hasReference = JSON.stringify(statements).includes('function:compute');
    const loose = statements.map((statement) => this.#loosened(statement));
    if (isOpaque) {
      this.#opaque.push(
        ...loose.flatMap(({ Resource }) =>
          String(Resource).startsWith(MARK) ? [String(Resource).slice(1)] : [],
        ),
      );
    }
    const single = loose.length === 1 && this.#roll(2) === 0 ? loose[0] : undefined;
    const document = { Version: '2012-10-17', Statement: single ?? loose };
    this.#separator = [' = ', ' : ', '='][this.#roll(3)] ?? ' = ';
    this.#commas = this.#roll(3) === 0;
    this.#trailing = this.#roll(2) === 0;
    switch (style) {
      case 'object':
        return `jsonencode(${this.#expression(document, '  ', 'comments')})`;
      case 'line':
        return `jsonencode(${this.#line(document)})`;
      case 'heredoc':
      case 'indented heredoc': {
        const indent = this.#roll(3) === 0 ? undefined : 2;
        const json = this.#json(document, indent);
        return style === 'heredoc'
          ? `<<EOF\n${json}\nEOF`
          : `<<-EOT\n    ${json.replaceAll('\n', '\n    ')}\n  EOT`;
      }
      case 'quoted':
        return hasReference
          ? `jsonencode(${this.#line(document)})`
          : JSON.stringify(JSON.stringify(document));
      case 'blocks':
        return this.#blocks(loose, name);
    }
  }

  /** Single values where there is one, now and then. */
  #loosened({ Action, Resource, ...rest }: LooseStatement): LooseStatement {
    const one = (value: string | readonly string[] | undefined) => {
      const [first, ...others] = value === undefined ? [] : [value].flat();
      return others.length === 0 && first !== undefined && this.#roll(2) === 0 ? first : value;
    };
    return {
      ...rest,
      ...(Action !== undefined && { Action: one(Action) }),
      ...(Resource !== undefined && { Resource: one(Resource) }),
      ...(rest.Condition !== undefined && { Condition: this.#conditions(rest.Condition) }),
    } as LooseStatement;
  }

  #conditions(conditions: unknown): unknown {
    return Object.fromEntries(
      Object.entries(conditions as Record<string, Record<string, unknown>>).map(([key, value]) => [
        key,
        Object.fromEntries(
          Object.entries(value).map(([name, texts]) => [
            name,
            typeof texts === 'string' && this.#roll(3) === 0 ? [texts] : texts,
          ]),
        ),
      ]),
    );
  }

  #comment(at: Omit<KeptComment, 'text'>): string {
    const text = `keep-${this.#comments.length} here`;
    this.#comments.push({ text, ...at });
    return [`# ${text}`, `// ${text}`, `/* ${text} */`][this.#roll(3)] ?? '';
  }

  #key(key: string): string {
    return /^\w+$/.test(key) && this.#roll(4) > 0 ? key : JSON.stringify(key);
  }

  /** An expression over several lines. */
  #expression(value: unknown, indent: string, how: 'plain' | 'comments', sid?: string): string {
    const inner = `${indent}  `;
    const at = sid === undefined ? {} : { sid };
    const isCommented = how === 'comments' && this.#roll(4) === 0;
    if (Array.isArray(value)) {
      const isShort = value.length < 3 && value.every((item) => typeof item === 'string');
      if (isShort && this.#roll(2) === 0) {
        return `[${value.map((item) => this.#text(item)).join(', ')}]`;
      }
      const items = value.map((item, index) => {
        const own = (item as LooseStatement | null)?.Sid;
        const text = this.#expression(item, inner, how, own ?? sid);
        const comma = index < value.length - 1 || this.#trailing ? ',' : '';
        const isNoted = how === 'comments' && this.#roll(3) === 0;
        const note = !isNoted
          ? ''
          : ` ${this.#comment(typeof item === 'string' ? { ...at, item } : own === undefined ? {} : { sid: own })}`;
        const above = isCommented ? `${inner}${this.#comment(at)}\n` : '';
        return `${above}${inner}${text}${comma}${note}\n`;
      });
      const end = isCommented ? `${inner}${this.#comment(at)}\n` : '';
      return `[\n${items.join('')}${end}${indent}]`;
    }
    if (typeof value === 'object' && value !== null) {
      const own = (value as LooseStatement).Sid ?? sid;
      const entries = Object.entries(value).map(([key, each], index, all) => {
        const comma = this.#commas && (index < all.length - 1 || this.#trailing) ? ',' : '';
        return `${inner}${this.#key(key)}${this.#separator}${this.#expression(each, inner, how, own)}${comma}\n`;
      });
      const isStatement = isCommented && 'Effect' in value && own !== undefined;
      const first = isStatement ? `${inner}${this.#comment({ sid: own })}\n` : '';
      return `{\n${first}${entries.join('')}${indent}}`;
    }
    return this.#text(String(value));
  }

  /** An expression on one line. */
  #line(value: unknown): string {
    if (Array.isArray(value)) {
      return `[${value.map((item) => this.#line(item)).join(', ')}]`;
    }
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(
        ([key, each]) => `${this.#key(key)}${this.#separator}${this.#line(each)}`,
      );
      return `{ ${entries.join(', ')} }`;
    }
    return this.#text(String(value));
  }

  #json(document: unknown, indent: number | undefined): string {
    let json = templated(JSON.stringify(document, undefined, indent));
    for (const { arn, expression } of this.#functions) {
      json = json.replaceAll(JSON.stringify(arn), `"\${${expression}}"`);
    }
    return json;
  }

  #blocks(statements: readonly LooseStatement[], name: string): string {
    // A part of the statements may be taken in from another document.
    const half = this.#roll(3) === 0 ? Math.floor(statements.length / 2) : 0;
    if (half > 0) {
      this.#data.push(this.#dataBlock(`${name}_base`, statements.slice(0, half), ''));
    }
    const source =
      half > 0
        ? `  source_policy_documents = [data.aws_iam_policy_document.${name}_base.json]\n\n`
        : '';
    this.#data.push(this.#dataBlock(name, statements.slice(half), source));
    return `data.aws_iam_policy_document.${name}.json`;
  }

  #dataBlock(name: string, statements: readonly LooseStatement[], source: string): string {
    const blocks = statements.map((statement) => this.#statementBlock(statement)).join('\n');
    return `data "aws_iam_policy_document" "${name}" {\n${source}${blocks}}`;
  }

  #statementBlock({ Sid, Effect, Principal, Action, Resource, Condition }: LooseStatement): string {
    const at = Sid === undefined ? {} : { sid: Sid };
    const list = (name: string, value: string | readonly string[] | undefined) => {
      if (value === undefined) {
        return '';
      }
      const items = [value].flat();
      const [only = ''] = items;
      return only.startsWith(MARK)
        ? `    ${name} = ${only.slice(1)}\n`
        : `    ${name} = ${this.#expression(items, '    ', 'comments', Sid)}\n`;
    };
    const principals = Object.entries((Principal ?? {}) as Record<string, string>).map(
      ([type, who]) =>
        `\n    principals {\n      type        = "${type}"\n      identifiers = ["${who}"]\n    }\n`,
    );
    const conditions = Object.entries((Condition ?? {}) as Record<string, object>).flatMap(
      ([test, keys]) =>
        Object.entries(keys).map(
          ([variable, values]) =>
            `\n    condition {\n${this.#roll(4) === 0 ? `      ${this.#comment(at)}\n` : ''}      test     = "${test}"\n      variable = "${variable}"\n      values   = ${this.#line([values].flat())}\n    }\n`,
        ),
    );
    const above = this.#roll(3) === 0 ? `  ${this.#comment({})}\n` : '';
    const first = this.#roll(4) === 0 ? `    ${this.#comment(at)}\n` : '';
    const effect = this.#roll(2) === 0 ? `    effect = "${Effect}"\n` : '';
    const sid = Sid === undefined ? '' : `    sid = "${Sid}"\n`;
    return `${above}  statement {\n${first}${sid}${effect}${list('actions', Action)}${list('resources', Resource)}${principals.join('')}${conditions.join('')}  }\n`;
  }
}

/** Text in which no template begins. */
function templated(text: string): string {
  return text.replaceAll(/[$%]\{/g, (mark) => `${mark[0]}${mark}`);
}
