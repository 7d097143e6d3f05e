import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isUnprintable } from '../printable.ts';
import { readConfig } from './read.ts';
import { answerMap, printableStrings, roleMap, textScalar, type WrittenRole } from './write.ts';

/**
 * Puts roles into the text of a configuration: those that it has get what is new of them, all others
 * are added. Everything else stays, with its comments and its order.
 *
 * @returns undefined where the text cannot be edited so that the rest of it says the same.
 */
export function mergedConfig(
  path: string,
  text: string,
  roles: readonly WrittenRole[],
): string | undefined {
  // Everything is text, so that no number is written anew: an account id may begin with zeros.
  const document = parseDocument(text, { schema: 'failsafe', customTags: printableStrings });
  const list = document.get('roles');
  if (document.errors.length > 0 || !isSeq(list)) {
    return undefined;
  }
  const changes = roles.map((role) => {
    const known = list.items.find((item) => isMap(item) && item.get('name') === role.name);
    if (isMap(known)) {
      return changeRole(known, role);
    }
    list.items.push(roleMap(role));
    return true;
  });
  if (!changes.includes(true)) {
    return text;
  }
  const merged = inMannerOf(text, document);
  return keepsTheRest(path, text, merged, roles) ? merged : undefined;
}

/** Says whether anything of the role is new. */
function changeRole(map: YAMLMap, role: WrittenRole): boolean {
  const { flows, policies, answers } = role;
  const texts = (['account', 'region', 'trust'] as const).map((key) => {
    const value = role[key];
    return value !== undefined && setText(map, key, value);
  });
  const known = listOf(map, 'flows');
  const missing = flows.filter((glob) => !known.includes(glob));
  const isNewList = policies.length > 0 && String(listOf(map, 'policies')) !== String(policies);
  return [
    ...texts,
    missing.length > 0 && setList(map, 'flows', [...known, ...missing]),
    isNewList && setList(map, 'policies', policies),
    answers.size > 0 && setAnswers(map, answers),
  ].includes(true);
}

function setAnswers(map: YAMLMap, answers: ReadonlyMap<string, string>): boolean {
  const own = map.get('answers');
  if (!isMap(own)) {
    map.set('answers', answerMap(answers));
    return true;
  }
  return [...answers].map(([key, value]) => setText(own, key, value)).includes(true);
}

/** A text that is there keeps its comment. */
function setText(map: YAMLMap, key: string, value: string): boolean {
  const known = map.get(key, true);
  if (!isScalar(known)) {
    map.set(textScalar(key), textScalar(value));
    return true;
  }
  if (known.value === value) {
    return false;
  }
  const { type } = textScalar(value);
  known.value = value;
  if (type !== undefined) {
    known.type = type;
  }
  return true;
}

function listOf(map: YAMLMap, key: string): readonly unknown[] {
  const list = map.get(key);
  return isSeq(list) ? list.items.map((item) => (isScalar(item) ? item.value : undefined)) : [];
}

/** What is in the list already keeps its comments. */
function setList(map: YAMLMap, key: string, values: readonly unknown[]): boolean {
  const found = map.get(key);
  const list = isSeq(found) ? found : new YAMLSeq();
  const own = [...list.items];
  list.items = values.map(
    (value) =>
      own.find((item) => isScalar(item) && item.value === value) ?? textScalar(String(value)),
  );
  if (list !== found) {
    map.set(key, list);
  }
  return true;
}

/** Whether a list begins in the column of its key. */
function hasFlushLists(text: string): boolean {
  const lines = text.split('\n');
  const column = (line: string | undefined) => line?.search(/\S/) ?? -1;
  return lines.some((line, index) => {
    const next = lines[index + 1];
    return (
      /^[ \t]*[\w'"]+:[ \t]*(?:#.*)?\r?$/.test(line) &&
      next?.trimStart().startsWith('- ') === true &&
      column(line) === column(next)
    );
  });
}

/** The text of a document, laid out as another text is. */
function inMannerOf(text: string, document: Document.Parsed): string {
  visit(document, {
    // Escapes mean something between double quotes only.
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && isUnprintable(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  const merged = document.toString({
    lineWidth: 0,
    flowCollectionPadding: !/[[{]\S/.test(text),
    indentSeq: !hasFlushLists(text),
  });
  return text.includes('\r\n') ? merged.replaceAll(/\r?\n/g, '\r\n') : merged;
}

/** Whether all other roles are what they were, and these roles can be read. */
function keepsTheRest(
  path: string,
  before: string,
  after: string,
  roles: readonly WrittenRole[],
): boolean {
  const names = new Set(roles.map(({ name }) => name));
  const others = (text: string) =>
    readConfig(path, text)
      .roles.filter(({ name }) => !names.has(name))
      .map(({ name, flows, account, region, policies, trust, answers }) =>
        JSON.stringify([name, flows, account?.text, region?.text, policies, trust, [...answers]]),
      );
  try {
    return String(others(before)) === String(others(after));
  } catch {
    return false;
  }
}
