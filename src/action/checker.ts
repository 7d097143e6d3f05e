import { posix } from 'node:path';
import picomatch from 'picomatch';
import { type ComparedRole, compareRoles } from '../core/compare/compare.ts';
import { compareLiveRole, type LiveKnowledge } from '../core/compare/live.ts';
import { findingsAtFlow } from '../core/compare/tell-at-flow.ts';
import { assignedBy, policyFilesOf } from '../core/config/assigned.ts';
import type { Config } from '../core/config/config.ts';
import { correctLiveRole } from '../core/edit/live.ts';
import { MEND_ALL, mend } from '../core/edit/mend.ts';
import { newPolicyFiles } from '../core/edit/new-policy-files.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { Granted } from '../core/granted/granted.ts';
import { type LiveRole, livePolicies } from '../core/granted/live.ts';
import { grantedInFiles, isPolicyDocument } from '../core/granted/plain.ts';
import type { Fact } from '../core/interview/facts.ts';
import { showLine } from '../core/place.ts';
import { groupBy } from '../core/policy/merge.ts';
import { InputError, NotAFlowError, type Problem } from '../core/problem.ts';
import type { SourceFile } from '../core/read/format.ts';
import { mayHoldFlow, readFlows } from '../core/read/read.ts';
import { readJson } from '../core/read/text/json.ts';
import { outputFormat } from '../core/write/index.ts';
import { isCompanion } from '../core/write/role-documents.ts';
import type { Checked, CheckedRole, Checker, Snapshot } from './check.ts';
import type { AssignedFlow, LiveRoles } from './live.ts';

/** What is known beside the files of the commit that is checked. */
export interface CheckSettings {
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
  /** From the base of a pull request, never from its head. */
  readonly config?: Config;
  /** Only flows in these files are checked; empty for all. */
  readonly paths: readonly string[];
  /** The roles that were read from AWS, where that is asked for. */
  readonly live?: LiveRoles;
  /** Files that are not there any longer: they still count as files of the roles that had them. */
  readonly gone: readonly string[];
}

const EXTENSION = /\.(?:json|ya?ml|template|tf)$/i;

/** The rules of src/core over the files of a commit. */
export function checkerOf(settings: CheckSettings): Checker {
  // A review asks about the same files many times: for each comment, and for each suggestion.
  const known = new WeakMap<Snapshot, Promise<Compared>>();
  const compared = (snapshot: Snapshot) => {
    const comparison = known.get(snapshot) ?? compare(snapshot, settings);
    known.set(snapshot, comparison);
    return comparison;
  };
  return {
    candidates: (paths, changed) => candidates(paths, changed, settings),
    check: async (snapshot) => (await compared(snapshot)).checked,
    flows: async (snapshot) => (await compared(snapshot)).flows,
    mend: async (snapshot, findings, options) => {
      const { roles, files } = await compared(snapshot);
      const keys = new Set(findings.map(keyOf));
      const created = roles
        .flatMap((role) => newPolicyFiles(role) ?? [])
        .filter((one) => one.findings.some((finding) => keys.has(keyOf(finding))));
      const covered = new Set(created.flatMap((one) => one.findings.map(keyOf)));
      const open = findings.filter((finding) => !covered.has(keyOf(finding)));
      return [
        ...mend(files, open, options).changes,
        ...created.flatMap(({ beside, files }) =>
          files.map(({ path, text }) => ({
            path: posix.join(posix.dirname(beside), path),
            before: '',
            after: text,
          })),
        ),
      ];
    },
  };
}

/** The files beside those that changed, and those of the roles that a change belongs to. */
function candidates(
  paths: ReadonlySet<string>,
  changed: readonly string[],
  { config }: CheckSettings,
): readonly string[] {
  const relevant = changed.filter((path) => EXTENSION.test(path));
  const directories = new Set(relevant.map((path) => posix.dirname(path)));
  const roles = (config?.roles ?? []).filter((role) => {
    const own = picomatch([...role.flows, ...policyFilesOf(role)]);
    return relevant.some((path) => own(path));
  });
  const ofRoles = picomatch(roles.flatMap((role) => [...role.flows, ...policyFilesOf(role)]));
  return [...paths].filter(
    (path) =>
      EXTENSION.test(path) &&
      (directories.has(posix.dirname(path)) || (roles.length > 0 && ofRoles(path))),
  );
}

interface Compared {
  readonly checked: Checked;
  readonly roles: readonly ComparedRole[];
  readonly flows: readonly AssignedFlow[];
  readonly files: readonly SourceFile[];
}

async function compare(
  snapshot: Snapshot,
  { given, answers, config, paths, gone, live }: CheckSettings,
): Promise<Compared> {
  const flows: Flow[] = [];
  const problems: Problem[] = [];
  const wanted = new Set<string>();
  const open = (path: string): SourceFile | undefined => {
    const text = snapshot.texts.get(path);
    if (text === undefined && snapshot.paths.has(path)) {
      wanted.add(path);
    }
    return text === undefined ? undefined : { path, text };
  };
  const listed = [...snapshot.paths, ...gone];
  const isMeant = paths.length === 0 ? () => true : picomatch([...paths]);
  const opened = new Map<string, Set<string>>();
  for (const [path, text] of snapshot.texts) {
    if (!isMeant(path) || !mayHoldFlow(text)) {
      continue;
    }
    const own = new Set([path]);
    opened.set(path, own);
    const related = (from: string, to: string) => {
      const target = posix.normalize(posix.join(posix.dirname(from), to));
      own.add(target);
      return open(target);
    };
    const module = (from: string) =>
      listed
        .filter((other) => other.endsWith('.tf') && posix.dirname(other) === posix.dirname(from))
        .flatMap((other) => {
          own.add(other);
          return open(other) ?? [];
        });
    try {
      flows.push(...(await readFlows({ path, text }, related, module)));
    } catch (error) {
      if (error instanceof InputError && !(error instanceof NotAFlowError)) {
        problems.push(...error.problems);
      } else if (!(error instanceof InputError)) {
        throw error;
      }
    }
  }
  const roleOf = (flow: Flow) =>
    config?.roles.find((role) =>
      role.flows.some((glob) => picomatch.isMatch(flow.place.file, glob)),
    );
  const policiesOf = (flow: Flow): readonly string[] => {
    const beside =
      flow.origin === undefined
        ? listed.filter(
            (path) =>
              posix.dirname(path) === posix.dirname(flow.place.file) &&
              isCompanion(posix.basename(path), flow.name),
          )
        : [];
    const role = roleOf(flow);
    return [...new Set([...beside.sort(), ...(role === undefined ? [] : policyFilesOf(role))])];
  };
  const knowledge: LiveKnowledge = {
    given,
    answers,
    assigned: (flow) => {
      const role = roleOf(flow);
      return role && assignedBy(role);
    },
  };
  const grantedBeside = (sharers: readonly Flow[]) =>
    grantedInFiles(
      [...new Set(sharers.flatMap(policiesOf))].flatMap((path) => {
        const file = open(path);
        try {
          const document = file && readJson(path, file.text.replace(/^\ufeff/, ''));
          return document !== undefined && isPolicyDocument(document) ? [{ path, document }] : [];
        } catch (error) {
          problems.push(...(error instanceof InputError ? error.problems : []));
          return [];
        }
      }),
    );
  const liveOf = (flow: Flow) => live?.roleOf(flow, roleOf(flow));
  const inFiles = flows.filter((flow) => liveOf(flow) === undefined);
  const roles = compareRoles(inFiles, knowledge, grantedBeside);
  const ofAws = compareWithAws(flows, liveOf, knowledge, grantedBeside);
  const json = await outputFormat('json');
  const checkedRole = ({ role, findings }: ComparedRole): CheckedRole => {
    const own = role.plan.flows;
    return {
      name: role.plan.roleName,
      flows: [...new Set(own.map(({ place }) => place.file))],
      files: own.flatMap((flow) => [
        ...(opened.get(flow.place.file) ?? [flow.place.file]),
        ...policiesOf(flow),
      ]),
      findings,
      policies: json.print([role]),
    };
  };
  const checked = [
    ...roles.map(checkedRole),
    ...ofAws.map(({ compared, documents }) => ({
      ...checkedRole({ ...compared, findings: findingsAtFlow(compared) }),
      live: { corrected: () => correctLiveRole(compared, documents, [], MEND_ALL).live },
    })),
  ];
  const notes = roles.flatMap(({ granted }) =>
    granted.notes.map(({ text, place }) => `${showLine(place)}: ${text}`),
  );
  return {
    checked: { roles: checked, problems, notes, wanted: [...wanted] },
    roles,
    files: [...snapshot.texts].map(([path, text]) => ({ path, text })),
    flows: flows.map((flow) => {
      const assigned = roleOf(flow);
      return { flow, ...(assigned && { assigned }) };
    }),
  };
}

/**
 * The roles of flows as they are in AWS. Policies of functions, bot aliases and keys are those of
 * files: which of them a pull request names is up to its author, and what is in AWS is not for all.
 */
function compareWithAws(
  flows: readonly Flow[],
  liveOf: (flow: Flow) => LiveRole | undefined,
  knowledge: LiveKnowledge,
  beside: (sharers: readonly Flow[]) => Granted,
) {
  const found = flows.flatMap((flow) => {
    const role = liveOf(flow);
    return role === undefined ? [] : [{ flow, role }];
  });
  return [...groupBy(found, ({ role }) => role.arn).values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) {
      return [];
    }
    const own = members.map(({ flow }) => flow);
    const { granted, documents } = livePolicies(first.role);
    const attached = beside(own).policies.filter(
      ({ subject }) => subject !== 'identity' && subject !== 'trust',
    );
    const compared = compareLiveRole(own, knowledge, first.role, {
      ...granted,
      policies: [...granted.policies, ...attached],
    });
    return compared === undefined ? [] : [{ compared, documents }];
  });
}

/** Checks of the same files find the same, so that findings are known by what they say. */
function keyOf(finding: object): string {
  return JSON.stringify(finding);
}
