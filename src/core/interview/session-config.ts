import { CONFIG_NAME } from '../config/config.ts';
import { mergedConfig } from '../config/merge.ts';
import { configText, type WrittenRole } from '../config/write.ts';
import type { Facts } from '../plan/facts.ts';
import { type PlannedRole, wrongAnswers } from '../plan/plan-roles.ts';
import { trimEndWhile } from '../trim.ts';
import { nameDocuments, type RoleDocuments } from '../write/role-documents.ts';
import { BY_HAND } from './by-hand.ts';
import { answered, type Session } from './session.ts';
import {
  answersOf,
  configuredRole,
  knowledgeOf,
  plannedRoles,
  vocabulary,
} from './session-roles.ts';

/**
 * The text of the configuration that repeats a session, merged into the one that is there. Undefined
 * where no configuration can: for a flow that stands in no file or outside the directory, for a file
 * whose flows have different roles, for flows of one name, whose questions it could not tell apart,
 * for a partition that somebody asked for, and beside one that cannot be edited.
 */
export function sessionConfig(session: Session): string | undefined {
  const { config } = session.world;
  const written = writtenRoles(session);
  if (written === undefined || config?.kind === 'wrong') {
    return undefined;
  }
  return config === undefined
    ? configText(written)
    : mergedConfig(config.path, config.text, written);
}

/** Where the configuration is written. */
export function configPath({ world }: Session): string {
  return world.config?.kind === 'text' ? world.config.path : CONFIG_NAME;
}

function writtenRoles(session: Session): readonly WrittenRole[] | undefined {
  const roles = plannedRoles(session);
  const files = roles.map(({ plan }) => [...new Set(plan.flows.map(({ place }) => place.file))]);
  const all = files.flat();
  const names = roles.flatMap(({ plan }) => plan.flows.map(({ name }) => name));
  const documents = nameDocuments(roles);
  const isTwice = new Set(all).size < all.length || new Set(names).size < names.length;
  const isForced = roles.some(({ facts }) => facts.partition?.origin.kind === 'flag');
  return all.length === 0 || all.some(isOutside) || isTwice || isForced
    ? undefined
    : roles.map((role, index) => ({
        ...written(role, files[index] ?? [], session),
        ...writtenDocuments(documents[index], session),
      }));
}

function isOutside(path: string): boolean {
  return (
    /^(?:[\\/<]|[A-Za-z]:)/.test(path) || path === BY_HAND || path.split(/[\\/]/).includes('..')
  );
}

/** The policy files that the session writes for a role, so that `check` finds them again. */
function writtenDocuments(
  documents: RoleDocuments | undefined,
  session: Session,
): Pick<WrittenRole, 'policies' | 'trust'> | undefined {
  const [out] = answered(session, 'out') ?? [];
  if (out === undefined || isOutside(out) || vocabulary(session) !== 'json' || !documents) {
    return undefined;
  }
  const within = (path: string) =>
    `${trimEndWhile(out, (each) => each === '/' || each === '\\')}/${path}`;
  return {
    policies: [...documents.identity, ...documents.attached].map(({ path }) => within(path)),
    trust: within(documents.trust),
  };
}

function written(
  { plan, facts }: PlannedRole,
  files: readonly string[],
  session: Session,
): WrittenRole {
  return {
    name: plan.roleName,
    // The globs of a role that is written down match its files already.
    flows: plan.flows.some((flow) => configuredRole(session, flow)) ? [] : files.map(globOf),
    ...part('account', facts),
    ...part('region', facts),
    policies: [],
    answers: new Map(
      [...answersOf(session)].filter(
        ([key, value]) =>
          !['account', 'region'].includes(key) &&
          wrongAnswers(plan.flows, {
            ...knowledgeOf(session),
            answers: new Map([...answersOf(session), [key, value]]),
          }).every((wrong) => wrong.key !== key),
      ),
    ),
  };
}

/** What the files or the configuration say themselves is not written down a second time. */
function part(name: 'account' | 'region', facts: Facts) {
  const fact = facts[name];
  return fact === undefined || fact.origin.kind === 'file' || fact.origin.kind === 'config'
    ? {}
    : { [name]: fact.value };
}

/** A path as a glob that matches it alone. */
function globOf(path: string): string {
  return path.replace(/[*?[\]{}()!+@\\]/g, '\\$&');
}
