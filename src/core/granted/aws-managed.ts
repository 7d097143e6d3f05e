import { parseArn } from '../arn/arn.ts';
import { MANAGED_POLICIES, OTHER_MANAGED_POLICIES } from '../data/managed-policies.generated.ts';
import type { PlacedTemplate } from '../flow/flow.ts';
import { literal, type Template, template } from '../template/template.ts';
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

type Texts = string | readonly string[];

interface Known {
  readonly statements: Readonly<Record<string, readonly Written[]>>;
  readonly others: ReadonlySet<string>;
}

let known: Known | undefined;

/** The data is large and seldom needed, so that it is read when a role names such a policy. */
function knownPolicies(): Known {
  known ??= {
    statements: JSON.parse(MANAGED_POLICIES),
    others: new Set(OTHER_MANAGED_POLICIES.trim().split('\n')),
  };
  return known;
}

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
  const { statements, others } = knownPolicies();
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
    listOf(texts).map((text) => ({ template: inPartition(text, partition), place }));
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

function listOf(texts: Texts): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}
