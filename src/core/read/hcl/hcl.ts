import type { Node, Parser } from 'web-tree-sitter';
import { checkText, MOST_HCL_VALUES, MOST_LEVELS, tooDeep } from '../../document/limits.ts';
import { Lines } from '../../document/lines.ts';
import { partitionPoint } from '../../document/partition-point.ts';
import type { Place } from '../../place.ts';
import { InputError } from '../../problem.ts';
import { steppedInto } from './make.ts';
import { hclParser, loadedHclParser } from './parser.ts';
import type {
  HclAttribute,
  HclBlock,
  HclBody,
  HclExpression,
  HclObjectEntry,
  HclOperation,
  HclOther,
  HclRaw,
  HclTraversal,
  Span,
} from './syntax.ts';
import { commonIndent, joinedLines, unescapeQuoted, unescapeTemplate } from './text.ts';

/**
 * Reads HCL, the language of Terraform files, into attributes, blocks and expressions with places.
 *
 * @throws InputError for text that is not HCL, and for too much size or depth.
 */
export async function readHcl(file: string, text: string): Promise<HclBody> {
  return readWith(await hclParser(), file, text);
}

/** The same for a file of a module that was read before, without waiting for the parser. */
export function readHclAgain(file: string, text: string): HclBody {
  const parser = loadedHclParser();
  if (parser === undefined) {
    throw new TypeError('the parser of HCL is not loaded');
  }
  return readWith(parser, file, text);
}

function readWith(parser: Parser, file: string, text: string): HclBody {
  checkText(file, text);
  checkBlanks(file, text);
  const tree = parser.parse(text);
  if (tree === null) {
    throw new TypeError('the parser has no language');
  }
  try {
    const reader = new HclReader(file, text, tree.rootNode);
    const broken = tree.rootNode.hasError ? firstError(tree.rootNode) : undefined;
    if (broken !== undefined) {
      throw reader.notHcl(broken);
    }
    return reader.body(named(tree.rootNode, 'body'), 0);
  } finally {
    tree.delete();
  }
}

/** Bounds the work of the grammar, which takes quadratic time for blanks in a row. */
const MOST_BLANKS = 5000;

function checkBlanks(file: string, text: string): void {
  let squares = 0;
  for (const { 0: run, index } of text.matchAll(/[ \t]+/g)) {
    squares += run.length > 100 ? run.length ** 2 : 0;
    if (squares > MOST_BLANKS ** 2) {
      throw new InputError({
        place: new Lines(file, text).placeAt(index),
        found: `${run.length} blanks in a row`,
        expected: 'HCL with ordinary indentation',
        remedy: 'Run terraform fmt.',
      });
    }
  }
}

/** The first node that the grammar could not read, or that it had to add. */
function firstError(node: Node): Node | undefined {
  if (node.isError || node.isMissing) {
    return node;
  }
  const child = node.children.find((each) => each?.hasError || each?.isMissing);
  return child ? firstError(child) : undefined;
}

function named(node: Node, type: string): Node | undefined {
  return node.namedChildren.find((child) => child?.type === type) ?? undefined;
}

function children(node: Node): readonly Node[] {
  return node.namedChildren.flatMap((child) => (child && child.type !== 'comment' ? [child] : []));
}

/** Where a piece of a template stands, and what it is; nothing for what is not read. */
interface TemplatePiece extends Span {
  readonly part: string | HclExpression | undefined;
}

class HclReader {
  readonly #lines: Lines;
  readonly #comments: readonly Span[];
  #values = 0;
  readonly #file: string;
  readonly #text: string;

  constructor(file: string, text: string, root: Node) {
    this.#file = file;
    this.#text = text;
    this.#comments = root
      .descendantsOfType('comment')
      .flatMap((node) => (node === null ? [] : [spanOf(node)]));
    this.#lines = new Lines(file, text);
  }

  notHcl(node: Node): InputError {
    const found = this.#text.slice(node.startIndex, node.startIndex + 20).split('\n', 1)[0];
    return new InputError({
      place: this.#place(node),
      found: found ? `"${found}"` : 'the end of the text',
      expected: node.isMissing ? `HCL with "${node.type}" here` : 'HCL',
      remedy: 'terraform validate says more about files that Terraform does not read either.',
    });
  }

  body(node: Node | undefined, level: number): HclBody {
    const place = node === undefined ? { file: this.#file, line: 1, column: 1 } : this.#place(node);
    this.#check(level, place);
    const attributes = new Map<string, HclAttribute>();
    const blocks: HclBlock[] = [];
    for (const child of node === undefined ? [] : children(node)) {
      if (child.type === 'attribute') {
        this.#attribute(child, attributes, level);
      } else if (child.type === 'block') {
        blocks.push(this.#block(child, level));
      }
    }
    return { attributes, blocks, place };
  }

  #attribute(node: Node, attributes: Map<string, HclAttribute>, level: number): void {
    const [name, value] = children(node);
    if (name === undefined || value === undefined) {
      return;
    }
    if (attributes.has(name.text)) {
      throw new InputError({
        place: this.#place(name),
        found: `the argument "${name.text}" a second time`,
        expected: 'each argument once',
      });
    }
    attributes.set(name.text, {
      keyPlace: this.#place(name),
      span: spanOf(node),
      expression: this.#expression(value, level + 1),
    });
  }

  #block(node: Node, level: number): HclBlock {
    const [type, ...rest] = children(node);
    const labels = rest
      .filter(({ type: kind }) => kind === 'string_lit' || kind === 'identifier')
      .map((label) => (label.type === 'identifier' ? label.text : this.#stringText(label)));
    return {
      type: type?.text ?? '',
      labels,
      body: this.body(named(node, 'body'), level + 1),
      place: this.#place(node),
      span: spanOf(node),
    };
  }

  #expression(node: Node, level: number): HclExpression {
    const place = this.#place(node);
    this.#check(level, place);
    const parts = children(node);
    const [first, ...rest] = parts;
    if (first === undefined) {
      return this.#other(node);
    }
    if (first.type === 'conditional') {
      return this.#conditional(node, first, level);
    }
    if (rest.length > 0) {
      return this.#traversal(node, parts) ?? this.#postfix(node, first, rest, level);
    }
    return this.#term(node, first, level);
  }

  #term(node: Node, first: Node, level: number): HclExpression {
    switch (first.type) {
      case 'expression':
        return this.#expression(first, level + 1);
      case 'literal_value':
        return this.#literal(first);
      case 'template_expr':
        return this.#template(first, level);
      case 'collection_value':
        return this.#collection(first, level);
      case 'variable_expr':
        return this.#traversal(node, [first]) ?? this.#other(node);
      case 'function_call':
        return this.#call(first, level);
      case 'for_expr':
        return this.#loop(node, first, level);
      case 'operation':
        return this.#comparison(node, first, level);
      default:
        return this.#other(node);
    }
  }

  #literal(node: Node): HclExpression {
    const [value] = children(node);
    const at = { place: this.#place(node), span: spanOf(node) };
    switch (value?.type) {
      case 'string_lit':
        return { kind: 'literal', type: 'string', text: this.#stringText(value), ...at };
      case 'numeric_lit':
        return { kind: 'literal', type: 'number', text: value.text, ...at };
      case 'bool_lit':
        return { kind: 'literal', type: 'boolean', text: value.text, ...at };
      default:
        return { kind: 'literal', type: 'null', text: '', ...at };
    }
  }

  #stringText(node: Node): string {
    return children(node)
      .filter(({ type }) => type === 'template_literal')
      .map(({ text }) => unescapeQuoted(text))
      .join('');
  }

  #template(node: Node, level: number): HclExpression {
    const [inner] = children(node);
    if (inner === undefined || children(inner).some(({ type }) => type === 'template_directive')) {
      return this.#other(node);
    }
    const isHeredoc = inner.type === 'heredoc_template';
    const pieces = children(inner).flatMap((piece): readonly TemplatePiece[] => {
      if (piece.type === 'template_literal') {
        const text = isHeredoc ? unescapeTemplate(piece.text) : unescapeQuoted(piece.text);
        return [{ ...spanOf(piece), part: text }];
      }
      // Read once: what is read twice on each level of nesting is read without end.
      const value =
        piece.type === 'template_interpolation' ? named(piece, 'expression') : undefined;
      const part = value && this.#expression(value, level + 1);
      return part || piece.type.startsWith('template_') ? [{ ...spanOf(piece), part }] : [];
    });
    const parts = pieces.flatMap(({ part }) => part ?? []);
    return {
      kind: 'template',
      parts: isHeredoc ? heredocParts(parts, inner.text.startsWith('<<-')) : parts,
      raw: this.#raw(pieces, inner.startIndex),
      place: this.#place(node),
      span: spanOf(node),
    };
  }

  #raw(pieces: readonly TemplatePiece[], otherwise: number): HclRaw {
    const start = pieces[0]?.start ?? otherwise;
    const end = pieces.at(-1)?.end ?? start;
    return {
      text: this.#text.slice(start, end),
      placeAt: (index) => this.#lines.placeAt(start + index),
      interpolations: pieces.flatMap((piece) =>
        piece.part === undefined || typeof piece.part === 'string'
          ? []
          : [{ start: piece.start - start, end: piece.end - start, value: piece.part }],
      ),
    };
  }

  #collection(node: Node, level: number): HclExpression {
    const [inner] = children(node);
    const at = { place: this.#place(node), span: spanOf(node) };
    if (inner?.type === 'tuple') {
      const items = children(inner)
        .filter(({ type }) => type === 'expression')
        .map((item) => this.#expression(item, level + 1));
      return { kind: 'tuple', items, ...at };
    }
    const entries = (inner === undefined ? [] : children(inner))
      .filter(({ type }) => type === 'object_elem')
      .map((entry) => this.#entry(entry, level + 1));
    return { kind: 'object', entries, ...at };
  }

  #entry(node: Node, level: number): HclObjectEntry {
    const [key = node, value = node] = children(node);
    const name = this.#expression(key, level);
    const isInBrackets = this.#text[key.startIndex] === '(';
    const text =
      name.kind === 'literal'
        ? name.text
        : name.kind === 'traversal' && name.steps.length === 1 && !isInBrackets
          ? name.steps[0]
          : undefined;
    return {
      key: text,
      ...(text === undefined && { keyExpression: name }),
      keyPlace: this.#place(key),
      keySpan: spanOf(key),
      value: this.#expression(value, level),
    };
  }

  #traversal(node: Node, parts: readonly Node[]): HclExpression | undefined {
    const steps: string[] = [];
    for (const part of parts) {
      const step = this.#step(part);
      if (step === undefined) {
        return undefined;
      }
      steps.push(step);
    }
    return {
      kind: 'traversal',
      steps,
      source: this.#source(spanOf(node)),
      place: this.#place(node),
      span: spanOf(node),
    };
  }

  #step(node: Node): string | undefined {
    const [inner] = children(node);
    switch (node.type) {
      case 'variable_expr':
      case 'get_attr':
        return inner?.text;
      case 'index': {
        const [key] = inner === undefined ? [] : children(inner);
        const value = key?.type === 'expression' ? this.#expression(key, 0) : undefined;
        return value?.kind === 'literal'
          ? value.text
          : inner?.type === 'legacy_index'
            ? inner.text.slice(1)
            : undefined;
      }
      default:
        return undefined;
    }
  }

  #call(node: Node, level: number): HclExpression {
    const [name, list] = children(node);
    const args = (list === undefined ? [] : children(list))
      .filter(({ type }) => type === 'expression')
      .map((arg) => this.#expression(arg, level + 1));
    const span = spanOf(node);
    const source = () => this.#source(span);
    return {
      kind: 'call',
      name: name?.text ?? '',
      args,
      // Worked out when it is asked for: calls within calls share their text.
      get source() {
        return source();
      },
      place: this.#place(node),
      span,
    };
  }

  #conditional(node: Node, inner: Node, level: number): HclExpression {
    const [condition, one, other] = children(inner).map((part) =>
      this.#expression(part, level + 1),
    );
    return condition === undefined || one === undefined || other === undefined
      ? this.#other(node)
      : this.#other(node, { kind: 'conditional', condition, ways: [one, other] });
  }

  #comparison(node: Node, inner: Node, level: number): HclExpression {
    const [binary] = children(inner);
    const parts = binary?.type === 'binary_operation' ? binary.children : [];
    const at = parts.findIndex((part) => part?.type === '==' || part?.type === '!=');
    const left = this.#operand(parts.slice(0, at), level);
    const right = this.#operand(parts.slice(at + 1), level);
    return at < 0 || left === undefined || right === undefined
      ? this.#other(node)
      : this.#other(node, {
          kind: 'comparison',
          isEqual: parts[at]?.type === '==',
          sides: [left, right],
        });
  }

  /** The nodes of an operand stand beside the operator, without one around them. */
  #operand(parts: readonly (Node | null)[], level: number): HclExpression | undefined {
    const [first, ...rest] = parts.flatMap((part) =>
      part?.isNamed && part.type !== 'comment' ? [part] : [],
    );
    return first && this.#postfix(first, first, rest, level + 1);
  }

  #loop(node: Node, inner: Node, level: number): HclExpression {
    const [loop] = children(inner);
    const parts = loop === undefined ? [] : children(loop);
    const intro = parts.find(({ type }) => type === 'for_intro');
    const names = (intro === undefined ? [] : children(intro)).filter(
      ({ type }) => type === 'identifier',
    );
    const among = intro && named(intro, 'expression');
    const [first, second] = parts.filter(({ type }) => type === 'expression');
    const condition = parts.find(({ type }) => type === 'for_cond');
    const test = condition && named(condition, 'expression');
    const valueName = names.at(-1)?.text;
    const isObject = loop?.type === 'for_object_expr';
    const value = isObject ? second : first;
    if (valueName === undefined || among === undefined || value === undefined) {
      return this.#other(node);
    }
    return this.#other(node, {
      kind: 'for',
      ...(names.length > 1 && names[0] && { keyName: names[0].text }),
      valueName,
      collection: this.#expression(among, level + 1),
      ...(isObject && first && { key: this.#expression(first, level + 1) }),
      value: this.#expression(value, level + 1),
      ...(test && { condition: this.#expression(test, level + 1) }),
      isGrouped: parts.some(({ type }) => type === 'ellipsis'),
    });
  }

  /** Attributes, elements and splats of what is no plain name, or by keys that are no literals. */
  #postfix(node: Node, first: Node, rest: readonly Node[], level: number): HclExpression {
    let found =
      first.type === 'expression'
        ? this.#expression(first, level + 1)
        : this.#term(first, first, level + 1);
    for (const [at, part] of rest.entries()) {
      if (part.type === 'splat') {
        // A splat applies what follows it in its own node to each element; what follows that, too.
        const inner = children(part).flatMap(children);
        const value = this.#steps(node, eachOf(found), [...inner, ...rest.slice(at + 1)], level);
        return value === undefined
          ? this.#other(node)
          : this.#other(node, {
              kind: 'for',
              valueName: SPLAT,
              collection: found,
              value,
              isGrouped: false,
            });
      }
      const next = this.#steps(node, found, [part], level);
      if (next === undefined) {
        return this.#other(node);
      }
      found = next;
    }
    return found;
  }

  #steps(
    node: Node,
    from: HclExpression,
    parts: readonly Node[],
    level: number,
  ): HclExpression | undefined {
    let found = from;
    for (const part of parts) {
      const key = this.#key(part, level);
      if (key === undefined) {
        return undefined;
      }
      const isName = part.type === 'get_attr';
      found =
        found.kind === 'traversal' && key.kind === 'literal'
          ? steppedInto(found, key, isName, spanOf(part).end)
          : this.#other(node, { kind: 'get', from: found, key, isName }, part.endIndex);
    }
    return found;
  }

  #key(part: Node, level: number): HclExpression | undefined {
    const [inner] = children(part);
    const at = { place: this.#place(part), span: spanOf(part) };
    if (part.type === 'get_attr') {
      return { kind: 'literal', type: 'string', text: inner?.text ?? '', ...at };
    }
    if (inner?.type === 'legacy_index') {
      return { kind: 'literal', type: 'number', text: inner.text.slice(1), ...at };
    }
    const [key] = inner === undefined ? [] : children(inner);
    return part.type === 'index' && key?.type === 'expression'
      ? this.#expression(key, level + 1)
      : undefined;
  }

  #other(node: Node, operation?: HclOperation, end = node.endIndex): HclOther {
    const span = { start: node.startIndex, end };
    const source = () => this.#source(span);
    return {
      kind: 'other',
      // Worked out when it is asked for, as for calls.
      get source() {
        return source();
      },
      ...(operation && { operation }),
      place: this.#place(node),
      span,
    };
  }

  /** The text of an expression on one line, without comments: one would swallow the rest of it. */
  #source({ start, end }: Span): string {
    let text = '';
    let at = start;
    for (let next = this.#commentFrom(start); ; next += 1) {
      const comment = this.#comments[next];
      if (comment === undefined || comment.start >= end) {
        return joinedLines(text + this.#text.slice(at, end));
      }
      text += this.#text.slice(at, comment.start);
      at = comment.end;
    }
  }

  #commentFrom(start: number): number {
    const comments = this.#comments;
    return partitionPoint(comments.length, (at) => (comments[at]?.start ?? 0) < start);
  }

  #check(level: number, place: Place): void {
    this.#values += 1;
    if (level > MOST_LEVELS) {
      throw tooDeep(place);
    }
    if (this.#values > MOST_HCL_VALUES) {
      throw new InputError({
        place,
        found: `more than ${MOST_HCL_VALUES} expressions and blocks in a file`,
        expected: 'a Terraform file of ordinary size',
        remedy: 'Split the file, or give the plan: terraform show -json plan.bin > plan.json',
      });
    }
  }

  #place(node: Node): Place {
    return this.#lines.placeAt(node.startIndex);
  }
}

/** The lines of a heredoc, without the indentation that `<<-` takes away. */
function heredocParts(
  parts: readonly (string | HclExpression)[],
  isIndented: boolean,
): readonly (string | HclExpression)[] {
  const shape = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const indent = isIndented ? commonIndent(shape) : 0;
  const strip = (line: string) => line.slice(Math.min(indent, line.search(/[^ \t]|$/)));
  // The line break before the closing word belongs to the text.
  return [...parts, '\n'].map((part, index) =>
    typeof part === 'string' && indent > 0
      ? part
          .split('\n')
          .map((line, at) => (index > 0 && at === 0 ? line : strip(line)))
          .join('\n')
      : part,
  );
}

/** What a splat calls each element: no name of Terraform. */
const SPLAT = '*';

function eachOf({ place, span }: HclExpression): HclTraversal {
  return { kind: 'traversal', steps: [SPLAT], source: SPLAT, place, span };
}

function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}
