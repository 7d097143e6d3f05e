import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import type { GeneratedRole } from '../support/evaluator.ts';
import { INPUTS, isOpen, rolesOf } from './corpus.ts';
import { directoryOf, run } from './programs.ts';

interface Finding {
  readonly name: string;
  readonly issue: string;
  readonly detail: string;
}

/** Kinds of findings of parliament that say nothing against what is written. */
const ACCEPTED: Readonly<Record<string, string>> = {
  RESOURCE_MISMATCH:
    'it wants a resource of every type that an action can have, of a list older than some of ours; ' +
    'the service authorization test compares both with a newer list',
  MISMATCHED_TYPE_BUT_USABLE: 'StringEquals is stricter than ArnEquals for ARNs without patterns',
};

/** The roles of all inputs whose values are all known, by a name for each. */
async function knownRoles(): Promise<Readonly<Record<string, GeneratedRole>>> {
  const all = await Promise.all(
    INPUTS.map(async (input) => [input.name, await rolesOf(input)] as const),
  );
  return Object.fromEntries(
    all
      .filter(([, roles]) => !isOpen(roles))
      .flatMap(([name, roles]) => roles.map((role) => [`${name}: ${role.roleName}`, role])),
  );
}

/** What a Python program of this folder prints about a JSON file. */
async function told<Item>(program: string, about: unknown): Promise<readonly Item[]> {
  const directory = directoryOf({ 'about.json': JSON.stringify(about) });
  const path = join(root, 'test/oracles', program);
  const { code, stdout, stderr } = await run('python', [
    ...['-W', 'ignore'],
    path,
    join(directory, 'about.json'),
  ]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

test('parliament has nothing to say of a written policy', async () => {
  const policies = Object.entries(await knownRoles()).flatMap(([name, role]) => [
    ...role.identityPolicies.map((policy) => [`${name}/${policy.name}`, policy.document]),
    ...role.resourcePolicies.map(({ service, document }, index) => [
      `${name}/${service} ${index}`,
      document,
    ]),
  ]);
  expect(policies.length).toBeGreaterThan(50);
  const found = await told<Finding>('parliament_findings.py', Object.fromEntries(policies));
  // In the policy of a key, * is that key.
  const isOfKey = ({ issue, name }: Finding) =>
    issue === 'RESOURCE_STAR' && /\/kms \d+$/.test(name);
  expect(found.filter((each) => !(each.issue in ACCEPTED || isOfKey(each)))).toEqual([]);
});

test('moto takes every written role', async () => {
  expect(await told<unknown>('moto_roles.py', await knownRoles())).toEqual([]);
});
