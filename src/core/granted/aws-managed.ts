import { parseArn } from '../arn/arn.ts';
import { literal, type PlacedTemplate, type Template, template } from '../template/template.ts';
import type { GrantedPolicy, GrantedStatement } from './granted.ts';

/** A statement as IAM writes it: lists of one may stand without brackets. */
interface Written {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

/** Some conditions have `true` without quotes. */
type Text = string | boolean;
type Texts = Text | readonly Text[];

interface Known {
  readonly statements: Readonly<Record<string, readonly Written[]>>;
  readonly others: ReadonlySet<string>;
}

let known: Known | undefined;

/**
 * Loads what is known of the policies of AWS's own. The data is larger than all else that most
 * commands need, so that the readers load it only where a file can name such a policy.
 *
 * @param text a JSON or YAML file; missing for a module, which is more than one file.
 */
export async function loadAwsManaged(text?: string): Promise<void> {
  if (known === undefined && (text === undefined || MAY_NAME_POLICY.test(text))) {
    const { MANAGED_POLICIES, OTHER_MANAGED_POLICIES } = await import(
      '../data/managed-policies.generated.ts'
    );
    known = {
      statements: JSON.parse(MANAGED_POLICIES),
      others: new Set(OTHER_MANAGED_POLICIES.trim().split('\n')),
    };
  }
}

/** The end of an ARN, however the rest is put together; JSON may write the slash as `\/`. */
const MAY_NAME_POLICY = /policy\\?\//;

const AWS_POLICY = /:iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/;

/** The name of a policy of AWS's own by its ARN; undefined for any other. */
export function awsManagedName(arn: PlacedTemplate): string | undefined {
  const last = arn.template.at(-1);
  const text = literal(arn.template) ?? (last?.kind === 'text' ? last.text : '');
  return AWS_POLICY.exec(text)?.[1];
}

/**
 * What a policy of AWS's own says about the actions that flows need; undefined for one that the
 * data does not have.
 */
export function awsManagedPolicy(name: string, arn: PlacedTemplate): GrantedPolicy | undefined {
  if (known === undefined) {
    return undefined;
  }
  const { statements, others } = known;
  const written = Object.hasOwn(statements, name)
    ? statements[name]
    : others.has(name)
      ? []
      : undefined;
  const partition = parseArn(arn.template)?.partition ?? template('aws');
  return (
    written && {
      subject: 'identity',
      name,
      place: arn.place,
      statements: written.map((statement) => granted(statement, arn, partition)),
      form: 'aws-managed',
    }
  );
}

/** The statement as the role has it: all of it stands where the role names the policy. */
function granted(
  { Effect, Action, NotAction, Resource, NotResource, Condition = {} }: Written,
  { place }: PlacedTemplate,
  partition: Template,
): GrantedStatement {
  const placed = (texts: Texts = []) =>
    listOf(texts).map((text) => ({ template: inPartition(String(text), partition), place }));
  return {
    effect: Effect,
    place,
    actions: placed(Action ?? NotAction),
    notActions: Action === undefined,
    resources: placed(Resource ?? NotResource),
    notResources: Resource === undefined,
    conditions: Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({
        operator,
        key,
        values: placed(values),
        place,
      })),
    ),
  };
}

/** The data has the policies of the partition `aws`; each partition has the same with its own name. */
function inPartition(text: string, partition: Template): Template {
  return text.startsWith('arn:aws:')
    ? template('arn:', partition, text.slice('arn:aws'.length))
    : template(text);
}

function listOf(texts: Texts): readonly Text[] {
  return typeof texts === 'object' ? texts : [texts];
}
