/** Blocks that stand for a list even where there is one, with the API's name of the list. */
const LISTS: Readonly<Record<string, string>> = {
  node: 'nodes',
  connection: 'connections',
  input: 'inputs',
  output: 'outputs',
  variant: 'variants',
  statement: 'statements',
};

/**
 * The API's name of the list that a repeated block stands for; undefined for a block that comes
 * once. An input node's configuration is called `input` too, and a condition node holds conditions.
 */
export function listName(type: string, parent: string): string | undefined {
  if (parent === 'condition' && type === 'condition') {
    return 'conditions';
  }
  return parent !== 'configuration' && Object.hasOwn(LISTS, type) ? LISTS[type] : undefined;
}

/** `source_configuration` → `sourceConfiguration`; names in quotes may be anything. */
export function apiName(name: string): string {
  return /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(name)
    ? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : name;
}
