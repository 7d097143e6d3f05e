import { Document, type Node, Scalar, type Tags, type YAMLMap } from 'yaml';
import { escapeCodePoints, isUnprintable } from '../printable.ts';
import type { RoleConfig } from './config.ts';

const SCHEMA = 'https://unpkg.com/flow-role-wizard/schema/flow-role.schema.json';

/** What a role's entry is made of. */
export type WrittenRole = Omit<RoleConfig, 'account' | 'region' | 'answerPlaces' | 'place'> & {
  readonly account?: string;
  readonly region?: string;
};

/** The text of `.flow-role.yml` for roles; `readConfig` reads the same from it. */
export function configText(roles: readonly WrittenRole[]): string {
  const document = newDocument({
    roles: roles.map(roleMap),
  });
  document.commentBefore = [
    ` yaml-language-server: $schema=${SCHEMA}`,
    ' Which flows have which role: read by flow-role-wizard and by its GitHub Action.',
  ].join('\n');
  return document.toString({ lineWidth: 0 });
}

/** The entry of a role. */
export function roleMap({
  name,
  flows,
  account,
  region,
  policies,
  trust,
  answers,
}: WrittenRole): Node {
  return newDocument({
    name: textScalar(name),
    flows: flows.map(textScalar),
    ...(account !== undefined && { account: textScalar(account) }),
    ...(region !== undefined && { region: textScalar(region) }),
    ...(policies.length > 0 && { policies: policies.map(textScalar) }),
    ...(trust !== undefined && { trust: textScalar(trust) }),
    ...(answers.size > 0 && { answers: answerMap(answers) }),
  }).contents as Node;
}

/** Strings are escaped where they are written: how long a key is decides on how it is written. */
export function printableStrings(tags: Tags): Tags {
  return tags.map((tag) =>
    typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:str' && tag.stringify
      ? {
          ...tag,
          stringify: (...args: Parameters<typeof tag.stringify>) =>
            escapeCodePoints(tag.stringify?.(...args) ?? ''),
        }
      : tag,
  ) as Tags;
}

function newDocument(content: unknown): Document {
  return new Document(content, { customTags: printableStrings });
}

/** Answers by question key, in a stable order. */
export function answerMap(answers: ReadonlyMap<string, string>): YAMLMap {
  const document = newDocument({});
  const map = document.contents as unknown as YAMLMap;
  for (const key of [...answers.keys()].sort()) {
    map.set(textScalar(key), textScalar(answers.get(key) ?? ''));
  }
  return map;
}

/** Digits stay text in quotes, and escapes mean something between double quotes only. */
export function textScalar(value: string): Scalar {
  const scalar = new Scalar(value);
  if (isUnprintable(value)) {
    scalar.type = 'QUOTE_DOUBLE';
  } else if (/^(?:[\d.:_+-]+|~|null|true|false)?$/i.test(value)) {
    scalar.type = 'QUOTE_SINGLE';
  }
  return scalar;
}
