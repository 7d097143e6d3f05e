import type { Fact, Facts } from '../plan/facts.ts';
import { canShare, ONE_ROLE } from '../plan/sharing.ts';
import type { Session } from './session.ts';
import { answered } from './session.ts';
import { configPath } from './session-config.ts';
import { answersOf, chosenFlows, plannedRoles, vocabulary } from './session-roles.ts';

/**
 * The arguments of `generate` that write the same files without questions. Undefined where there
 * are none: a flow that was put together by hand stands in no file, an option for one flow would
 * overrule what the file of another says of itself, and only a configuration gives flows one role.
 */
export function generateArguments(session: Session): readonly string[] | undefined {
  if (answered(session, 'nodes') !== undefined) {
    return undefined;
  }
  const flows = chosenFlows(session);
  const [out] = answered(session, 'out') ?? [];
  const output = ['--format', vocabulary(session), ...(out === undefined ? [] : ['--out', out])];
  if (answered(session, 'config')?.includes('yes') === true) {
    return ['--config', configPath(session), ...output];
  }
  if (answered(session, 'sharing')?.includes(ONE_ROLE) === true && canShare(flows)) {
    return undefined;
  }
  const facts = plannedRoles(session).map((role) => role.facts);
  if (overrules('account', facts) || overrules('region', facts)) {
    return undefined;
  }
  const partition = facts.find((each) => each.partition?.origin.kind === 'flag')?.partition;
  const answers = [...answersOf(session)].filter(([key]) => !['account', 'region'].includes(key));
  return [
    // A file whose name looks like an option.
    ...flows.map(({ source }) => (source.startsWith('-') ? `./${source}` : source)),
    ...deploymentFlag('account', facts),
    ...deploymentFlag('region', facts),
    ...(partition === undefined ? [] : ['--partition', partition.value]),
    // One that cannot be used would end the command.
    ...(session.world.config?.kind === 'wrong' ? ['--no-config'] : []),
    ...answers.flatMap(([key, value]) => ['--answer', `${key}=${value}`]),
    ...output,
  ];
}

/** Whether an option that one flow needs would change what another flow's own file says. */
function overrules(part: 'account' | 'region', facts: readonly Facts[]): boolean {
  const known = facts.flatMap((each) => each[part] ?? []);
  const own = known.filter(isWritten);
  return known
    .filter((fact) => !isWritten(fact))
    .some(({ value }) => own.some((other) => other.value !== value));
}

/** Whether the files of the flows or the configuration say it. */
function isWritten({ origin }: Fact): boolean {
  return origin.kind === 'file' || origin.kind === 'config';
}

/** What the files say themselves needs no flag, and may differ from flow to flow. */
function deploymentFlag(part: 'account' | 'region', facts: readonly Facts[]): readonly string[] {
  const fact = facts.flatMap((each) => each[part] ?? []).find((each) => !isWritten(each));
  return fact === undefined ? [] : [`--${part}`, fact.value];
}
