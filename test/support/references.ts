import { planRoles } from '../../src/core/plan/plan-roles.ts';
import { readFlows } from '../../src/core/read/read.ts';
import { OUTPUT_FORMATS, type OutputFormatName } from '../../src/core/write/index.ts';

/** A value of a template or module that is written as it is: an intrinsic function, an expression. */
export type Written = string | Readonly<Record<string, unknown>>;

/** An expression of Terraform, as against text in quotes. */
export class Expression {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Data as HCL writes it. */
export function hcl(value: unknown): string {
  if (value instanceof Expression) {
    return value.source;
  }
  if (Array.isArray(value)) {
    return `[${value.map(hcl).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key} = ${hcl(each)}`)
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** The keys of API JSON as CloudFormation writes them. */
export function pascal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(pascal);
  }
  if (typeof value !== 'object' || value === null || isIntrinsic(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.charAt(0).toUpperCase() + key.slice(1),
      pascal(each),
    ]),
  );
}

function isIntrinsic(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && /^(?:Ref|Fn::\w+)$/.test(keys[0] ?? '');
}

/** A node of a flow in the API's form, whose values may be references. */
export interface WrittenNode {
  readonly name: string;
  readonly type: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

export interface Stack {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly resources?: Readonly<Record<string, unknown>>;
  /** What the mapping `Map` says for `a` and `b`; without it there is no such mapping. */
  readonly mapped?: string;
  readonly nodes: readonly WrittenNode[];
}

/** A CloudFormation template with a flow of these nodes. */
export function stackText({ parameters = {}, resources = {}, nodes, mapped }: Stack): string {
  return JSON.stringify(
    {
      Parameters: parameters,
      Conditions: { Big: { 'Fn::Equals': ['a', 'b'] } },
      ...(mapped !== undefined && { Mappings: { Map: { a: { b: mapped } } } }),
      Resources: {
        ...resources,
        Flow: {
          Type: 'AWS::Bedrock::Flow',
          Properties: { Name: 'f', Definition: { Nodes: pascal(nodes), Connections: [] } },
        },
      },
    },
    undefined,
    1,
  );
}

/** A Terraform module with a flow of these nodes. */
export function moduleText(nodes: readonly WrittenNode[], beside = ''): string {
  return `${beside}
resource "awscc_bedrock_flow" "f" {
  name = "f"
  definition_string = jsonencode(${hcl({ nodes, connections: [] })})
}
`;
}

/** What `generate` asks and warns of, apart from the deployment and from the models behind a resource. */
export interface Told {
  readonly questions: readonly string[];
  readonly models: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads a file and plans its role as `generate` does. */
export async function told(
  path: string,
  text: string,
  format: OutputFormatName,
  answers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const flows = await readFlows({ path, text }, () => undefined);
  const roles = planRoles(flows, {
    given: [
      { part: 'account', value: '123456789012', origin: { kind: 'flag', name: '--account' } },
      { part: 'region', value: 'us-east-1', origin: { kind: 'flag', name: '--region' } },
    ],
    answers: new Map(Object.entries(answers)),
    keeps: OUTPUT_FORMATS[format].keeps,
    pinRegions: false,
  });
  const keys = roles.flatMap(({ plan }) => plan.questions.map(({ key }) => key));
  return {
    questions: keys.filter((key) => !key.startsWith('model:')),
    models: keys.filter((key) => key.startsWith('model:')),
    warnings: roles.flatMap(({ plan }) =>
      plan.warnings
        .filter(({ text: about }) => about.includes('default'))
        .map(({ text: about, place }) => `${place.file}:${place.line}: ${about}`),
    ),
  };
}
