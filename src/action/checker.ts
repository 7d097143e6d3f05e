import { posix } from 'node:path';
import picomatch from 'picomatch';
import { type ComparedRole, compareRoles } from '../core/compare/compare.ts';
import { compareLiveRole, type LiveKnowledge } from '../core/compare/live.ts';
import { findingsAtFlow } from '../core/compare/tell-at-flow.ts';
import { assignedBy, policyFilesOf } from '../core/config/assigned.ts';
import type { Config, RoleConfig } from '../core/config/config.ts';
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
import { InputError, NotAFlowError, type Problem, showProblem } from '../core/problem.ts';
import type { SourceFile } from '../core/read/format.ts';
import { mayHoldFlow, readFlows } from '../core/read/read.ts';
import { newRun } from '../core/read/run.ts';
import { readJson } from '../core/read/text/json.ts';
import { outputFormat } from '../core/write/index.ts';
import { isCompanion } from '../core/write/role-documents.ts';
import type { Checked, CheckedRole, Checker, FileProblem, Snapshot } from './check.ts';
import type { AssignedFlow, LiveRoles } from './live.ts';

/** What is known beside the files of the commit that is checked. */
export interface CheckSettings {
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
  /** From the base of a pull request, never from its head. */
  readonly config?: Config;
  /** Only roles with a flow in these files are checked, with all of their flows; empty for all. */
  readonly paths: readonly string[];
  /** The roles that were read from AWS, where that is asked for. */
  readonly live?: LiveRoles;
  /** Files that are not there any longer: they still count as files of the roles that had them. */
  readonly gone: readonly string[];
}

const EXTENSION = /\.(?:json|ya?ml|template|tf)$/i;

/** These are read for flows and their roles, and seldom kept for anything else. */
const ALWAYS_COUNTS = /\.(?:tf|template)$/i;

/** The rules of src/core over the files of a commit. */
export function checkerOf(settings: CheckSettings): Checker {
  const owners = ownersIn(settings.config);
  // A review asks about the same files many times: for each comment, and for each suggestion.
  const known = new WeakMap<Snapshot, Promise<Compared>>();
  const compared = (snapshot: Snapshot) => {
    const comparison = known.get(snapshot) ?? compare(snapshot, settings, owners);
    known.set(snapshot, comparison);
    return comparison;
  };
  return {
    candidates: (paths, changed) => candidates(paths, changed, owners),
    counts: (path) => {
      if (settings.paths.length > 0) {
        return picomatch.isMatch(path, [...settings.paths]) ? 'yes' : 'no';
      }
      const isOwn = owners.ofFile(path).length > 0 || ALWAYS_COUNTS.test(path);
      return isOwn ? 'yes' : 'by its contents';
    },
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
          files
            .map(({ path, text }) => ({ path: besideOf(beside, path), before: '', after: text }))
            .filter(({ path }) => !isTaken(snapshot, path)),
        ),
      ];
    },
  };
}

function besideOf(file: string, name: string): string {
  return posix.join(posix.dirname(file), name);
}

/** Whether there is, or may be, a file that must not be written over: it was not read as a policy. */
function isTaken({ paths, links, isCut }: Snapshot, path: string): boolean {
  return paths.has(path) || links.has(path) || isCut;
}

/** Says with the findings of a role that policies are not written where something stands already. */
function withTaken<T extends ComparedRole>(compared: T, snapshot: Snapshot): T {
  const made = newPolicyFiles(compared);
  const taken = (made?.files ?? [])
    .map(({ path }) => besideOf(made?.beside ?? '', path))
    .filter((path) => isTaken(snapshot, path));
  if (made === undefined || taken.length === 0) {
    return compared;
  }
  const homeless = new Set(made.findings);
  const remedy = `Not written, since a file stands there that is not read as a policy, or may stand there: ${taken.join(', ')}. Mend or remove it, or write the policy by hand.`;
  const findings = compared.findings.map((finding) =>
    homeless.has(finding) ? { ...finding, remedy } : finding,
  );
  return { ...compared, findings };
}

/**
 * The files that changed, those beside them, those of the roles that a change belongs to, and the
 * modules and templates in the directories around them, which can name any file below, whatever it
 * is called: in this order, since not all may be read.
 */
function candidates(
  paths: ReadonlySet<string>,
  changed: readonly string[],
  { ofFile }: Owners,
): readonly string[] {
  const own = new Set(changed);
  const directories = new Set(changed.map((path) => posix.dirname(path)));
  const around = new Set([...directories].flatMap(ancestors));
  const roles = new Set(changed.flatMap(ofFile));
  const ranks: readonly ((path: string) => boolean)[] = [
    (path) => own.has(path),
    (path) => directories.has(posix.dirname(path)),
    (path) => ofFile(path).some((role) => roles.has(role)),
    (path) => around.has(posix.dirname(path)),
  ];
  const ranked = [...paths].flatMap((path) => {
    const rank = EXTENSION.test(path) ? ranks.findIndex((isMeant) => isMeant(path)) : -1;
    return rank < 0 ? [] : [{ path, rank }];
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ path }) => path);
}

/** `a/b/c` → `a/b`, `a`, `.` */
function ancestors(directory: string): readonly string[] {
  const parent = posix.dirname(directory);
  return parent === directory ? [] : [parent, ...ancestors(parent)];
}

/** Which roles of the configuration a file belongs to. */
interface Owners {
  readonly ofFlow: (path: string) => RoleConfig | undefined;
  /** The same of flows and policies. */
  readonly ofFile: (path: string) => readonly RoleConfig[];
}

/** Every path is asked for again and again, so that what globs say of it is kept. */
function ownersIn(config: Config | undefined): Owners {
  const roles = (config?.roles ?? []).map((role) => ({
    role,
    isFlow: picomatch([...role.flows]),
    policies: new Set(policyFilesOf(role)),
  }));
  const flows = new Map<string, RoleConfig | undefined>();
  const ofFlow = (path: string) => {
    if (!flows.has(path)) {
      flows.set(path, roles.find(({ isFlow }) => isFlow(path))?.role);
    }
    return flows.get(path);
  };
  const ofFile = (path: string) => {
    const own = ofFlow(path);
    return roles.flatMap(({ role, policies }) =>
      (role === own && EXTENSION.test(path)) || policies.has(path) ? [role] : [],
    );
  };
  return { ofFlow, ofFile };
}

interface Compared {
  readonly checked: Checked;
  readonly roles: readonly ComparedRole[];
  readonly flows: readonly AssignedFlow[];
  readonly files: readonly SourceFile[];
}

/** A file that nothing is known of, though it counts. */
interface Failure {
  readonly path: string;
  readonly problems: readonly Problem[];
  /** The files that were read for it. */
  readonly files: Iterable<string>;
}

interface ReadAll {
  readonly flows: readonly Flow[];
  readonly failures: readonly Failure[];
  /** What was read for each file, itself included. */
  readonly opened: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Reads the flows of all files of a commit. A definition that a template or a module names is a part
 * of the flow that is made there, and no flow of its own, unless the configuration gives it a role.
 */
async function readAll(
  { texts }: Snapshot,
  listed: readonly string[],
  open: (path: string) => SourceFile | undefined,
  { ofFlow }: Owners,
): Promise<ReadAll> {
  const flows: Flow[] = [];
  const failures: Failure[] = [];
  const opened = new Map<string, Set<string>>();
  const targets = new Set<string>();
  const run = newRun();
  for (const [path, text] of texts) {
    if (!mayHoldFlow(text)) {
      continue;
    }
    const own = new Set([path]);
    opened.set(path, own);
    const related = (from: string, to: string) => {
      const target = posix.normalize(posix.join(posix.dirname(from), to));
      own.add(target);
      targets.add(target);
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
      flows.push(...(await readFlows({ path, text }, related, module, run)));
    } catch (error) {
      if (error instanceof InputError && !(error instanceof NotAFlowError)) {
        failures.push({ path, problems: error.problems, files: own });
      } else if (!(error instanceof InputError)) {
        throw error;
      }
    }
  }
  const isPart = (path: string) => targets.has(path) && ofFlow(path) === undefined;
  return {
    flows: flows.filter(({ origin, place }) => origin !== undefined || !isPart(place.file)),
    failures: failures.filter(({ path }) => !isPart(path)),
    opened,
  };
}

async function compare(
  snapshot: Snapshot,
  { given, answers, paths, gone, live }: CheckSettings,
  owners: Owners,
): Promise<Compared> {
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
  const { flows, failures: unclear, opened } = await readAll(snapshot, listed, open, owners);
  const failures = new Map(unclear.map((failure) => [failure.path, failure]));
  const roleOf = (flow: Flow) => owners.ofFlow(flow.place.file);
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
          const problems = error instanceof InputError ? error.problems : [];
          failures.set(path, { path, problems, files: [path] });
          return [];
        }
      }),
    );
  const liveOf = (flow: Flow) => live?.roleOf(flow, roleOf(flow));
  const inFiles = flows.filter((flow) => liveOf(flow) === undefined);
  const configured = new Map<RoleConfig, readonly string[]>();
  /** The files of a role of the configuration: also those that are no longer there. */
  const filesOf = (role: RoleConfig) => {
    const own = configured.get(role) ?? listed.filter((path) => owners.ofFile(path).includes(role));
    configured.set(role, own);
    return own;
  };
  const isUnread = (path: string) =>
    failures.has(path) || (open(path) === undefined && snapshot.paths.has(path));
  const judged = <T extends ComparedRole>(compared: T): Judged<T> => {
    const own = compared.role.plan.flows;
    const read = own.flatMap((flow) => [
      ...(opened.get(flow.place.file) ?? [flow.place.file]),
      ...policiesOf(flow),
    ]);
    const others = [...new Set(own.flatMap((flow) => roleOf(flow) ?? []))].flatMap(filesOf);
    const unread = [...new Set([...read, ...others].filter(isUnread))];
    const files = [
      ...new Set([...read, ...unread, ...others.filter((path) => gone.includes(path))]),
    ];
    return {
      compared: unread.length > 0 || snapshot.isCut ? withoutRest(compared) : compared,
      files,
      unread: unread.map((path) => failures.get(path) ?? noText(path)),
    };
  };
  const isReported = ({ role }: ComparedRole) =>
    role.plan.flows.some(({ place }) => isMeant(place.file));
  const roles = compareRoles(inFiles, knowledge, grantedBeside)
    .filter(isReported)
    .map((role) => judged(withTaken(role, snapshot)));
  const ofAws = compareWithAws(flows, liveOf, knowledge, grantedBeside)
    .filter(({ compared }) => isReported(compared))
    .map(({ compared, documents }) => ({ ...judged(compared), documents }));
  const json = await outputFormat('json');
  const checkedRole = ({ compared, files, unread }: Judged<ComparedRole>): CheckedRole => ({
    name: compared.role.plan.roleName,
    flows: [...new Set(compared.role.plan.flows.map(({ place }) => place.file))],
    files,
    unread: unread.map(({ path }) => path),
    findings: compared.findings,
    policies: json.print([compared.role]),
  });
  const checked = [
    ...roles.map(checkedRole),
    ...ofAws.map(({ documents, ...one }) => ({
      ...checkedRole(one),
      findings: findingsAtFlow(one.compared),
      live: { corrected: () => correctLiveRole(one.compared, documents, [], MEND_ALL).live },
    })),
  ];
  const notes = roles.flatMap(({ compared }) =>
    compared.granted.notes.map(({ text, place }) => `${showLine(place)}: ${text}`),
  );
  // A file that cannot be read can be the only flow of its role.
  const alone = [...failures.values()].map((failure) => ({
    ...failure,
    files: [...failure.files, ...owners.ofFile(failure.path).flatMap(filesOf)],
  }));
  const ofRoles = [...roles, ...ofAws].flatMap(({ unread, files }) =>
    unread.map((failure) => ({ ...failure, files: [...failure.files, ...files] })),
  );
  const problems = [
    ...alone.filter(({ files }) => files.some((file) => isMeant(file))),
    ...ofRoles,
  ];
  return {
    checked: { roles: checked, problems: told(problems), notes, wanted: [...wanted] },
    roles: roles.map(({ compared }) => compared),
    files: [...snapshot.texts].map(([path, text]) => ({ path, text })),
    flows: flows.map((flow) => {
      const assigned = roleOf(flow);
      return { flow, ...(assigned && { assigned }) };
    }),
  };
}

/** A role with the files that it was judged by, and those that it could not be judged by. */
interface Judged<T> {
  readonly compared: T;
  readonly files: readonly string[];
  readonly unread: readonly Failure[];
}

/** What no flow needs is known only when all flows are: nothing is taken from the role before. */
function withoutRest<T extends ComparedRole>(compared: T): T {
  const findings = compared.findings.filter(({ kind }) => kind !== 'excess' && kind !== 'broad');
  return { ...compared, findings };
}

function noText(path: string): Failure {
  const problem = {
    place: { file: path, line: 1, column: 1 },
    found: 'a file that is too large or no text',
    expected: 'text that can be read, since the file counts for a role',
  };
  return { path, problems: [problem], files: [path] };
}

/** Each problem once, with all files that it matters to. */
function told(failures: readonly Failure[]): readonly FileProblem[] {
  const found = failures.flatMap(({ problems, files }) =>
    problems.map((problem) => ({ problem, files: [problem.place.file, ...files] })),
  );
  return [...groupBy(found, ({ problem }) => showProblem(problem)).values()].flatMap((same) =>
    same.slice(0, 1).map(({ problem }) => ({
      ...problem,
      files: [...new Set(same.flatMap(({ files }) => files))],
    })),
  );
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
