import { describeValue, type Entry, type MapValue, type Value } from '../document/value.ts';
import { readYaml } from '../document/yaml.ts';
import type { Place } from '../place.ts';
import { InputError } from '../problem.ts';
import { FORMS, type FormName, hasForm } from '../template/forms.ts';
import { literal } from '../template/template.ts';
import type { Config, PlacedText, RoleConfig } from './config.ts';
import { suggestionFor } from './suggestion.ts';

const TOP_KEYS = ['roles'];
const ROLE_KEYS = ['name', 'flows', 'account', 'region', 'policies', 'trust', 'answers'];

/**
 * Reads `.flow-role.yml`.
 *
 * @throws InputError for text that is not YAML, unknown keys, and values of another form.
 */
export function readConfig(path: string, text: string): Config {
  const document = expectMap(readYaml(path, text), 'a map with the key "roles"');
  expectKeys(document, TOP_KEYS);
  const roles = document.entries.get('roles')?.value;
  if (roles?.kind !== 'list' || roles.items.length === 0) {
    throw new InputError({
      place: (roles ?? document).place,
      found: roles === undefined ? 'no "roles"' : describeValue(roles),
      expected: '"roles", a list with at least one role',
    });
  }
  const read = roles.items.map(readRole);
  for (const [index, role] of read.entries()) {
    if (read.slice(0, index).some(({ name }) => name === role.name)) {
      throw new InputError({
        place: role.place,
        found: `the role "${role.name}" a second time`,
        expected: 'each role once, with all of its flows',
      });
    }
  }
  return { path, roles: read };
}

function readRole(value: Value): RoleConfig {
  const map = expectMap(value, 'a role: a map with "name" and "flows"');
  expectKeys(map, ROLE_KEYS);
  const name = formed(map, 'name', 'role-name');
  const account = formed(map, 'account', 'account');
  const region = formed(map, 'region', 'region');
  const trust = map.entries.get('trust');
  const flows = pathsOf(map, 'flows');
  if (name === undefined || flows.length === 0) {
    throw new InputError({
      place: map.place,
      found: `a role without ${name === undefined ? '"name"' : '"flows"'}`,
      expected: 'the name of the role, and the globs of its flow files',
    });
  }
  return {
    name: name.text,
    flows,
    ...(account && { account }),
    ...(region && { region }),
    policies: pathsOf(map, 'policies'),
    ...(trust && { trust: pathOf(trust.value) }),
    ...answersOf(map.entries.get('answers')),
    place: map.place,
  };
}

function formed(map: MapValue, key: string, form: FormName): PlacedText | undefined {
  const value = map.entries.get(key)?.value;
  if (value === undefined) {
    return undefined;
  }
  const text = textOf(value);
  if (text === undefined || !hasForm(text, form)) {
    const { description, example } = FORMS[form];
    throw new InputError({
      place: value.place,
      found: text === undefined ? describeValue(value) : `"${text}" as "${key}"`,
      expected: `${description}, such as ${example}`,
    });
  }
  return { text, place: value.place };
}

function pathsOf(map: MapValue, key: string): readonly string[] {
  const value = map.entries.get(key)?.value;
  if (value === undefined) {
    return [];
  }
  if (value.kind !== 'list') {
    throw new InputError({
      place: value.place,
      found: `${describeValue(value)} as "${key}"`,
      expected: 'a list of paths',
    });
  }
  return value.items.map(pathOf);
}

/** A configuration speaks of files below itself only: it may come with a stranger's pull request. */
function pathOf(value: Value): string {
  const text = textOf(value);
  const leaves =
    text === undefined ||
    text === '' ||
    text.includes('\u0000') ||
    /^(?:[\\/]|[A-Za-z]:)/.test(text) ||
    text.split(/[\\/]/).includes('..');
  if (leaves) {
    throw new InputError({
      place: value.place,
      found: text === undefined ? describeValue(value) : `the path "${text}"`,
      expected: 'a path below the configuration file, without ".."',
    });
  }
  return text;
}

function answersOf(entry: Entry | undefined): Pick<RoleConfig, 'answers' | 'answerPlaces'> {
  const answers = new Map<string, string>();
  const answerPlaces = new Map<string, Place>();
  if (entry === undefined) {
    return { answers, answerPlaces };
  }
  for (const [key, { value, keyPlace }] of expectMap(entry.value, 'answers by question key')
    .entries) {
    const text = textOf(value);
    if (text === undefined) {
      throw new InputError({
        place: value.place,
        found: `${describeValue(value)} as the answer to "${key}"`,
        expected: 'a text',
      });
    }
    answers.set(key, text);
    answerPlaces.set(key, keyPlace);
  }
  return { answers, answerPlaces };
}

function expectMap(value: Value, expected: string): MapValue {
  if (value.kind !== 'map') {
    throw new InputError({ place: value.place, found: describeValue(value), expected });
  }
  return value;
}

function expectKeys(map: MapValue, keys: readonly string[]): void {
  for (const [key, { keyPlace }] of map.entries) {
    if (!keys.includes(key)) {
      const meant = suggestionFor(key, keys);
      throw new InputError({
        place: keyPlace,
        found: `the key "${key}"`,
        expected: keys.join(', '),
        ...(meant !== undefined && { remedy: `Did you mean "${meant}"?` }),
      });
    }
  }
}

/** Numbers count by their spelling: an account id may have leading zeros. */
function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' && value.type !== 'null' ? literal(value.template) : undefined;
}
