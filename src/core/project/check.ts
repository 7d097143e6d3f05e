import { type ComparedRole, compareRoles, findingsOf } from '../compare/compare.ts';
import { kindRow } from '../compare/finding-kinds.ts';
import { compareLiveRole } from '../compare/live.ts';
import { unknownRole } from '../compare/rules/unknown.ts';
import type { RoleConfig } from '../config/config.ts';
import type { Proof } from '../edit/prove.ts';
import type { Flow } from '../flow/flow.ts';
import {
  changedDocuments,
  grantedInDocuments,
  type LiveDocument,
  type LiveRole,
  livePolicies,
} from '../granted/live.ts';
import { groupBy } from '../policy/merge.ts';
import { InputError } from '../problem.ts';
import { distinctProblems, type Failure, type FileProblem } from './failure.ts';
import type { Project } from './load.ts';
import { withTaken } from './new-files.ts';
import { withNotes } from './notes.ts';
import { type ProjectPolicies, policiesFor } from './policies.ts';

/** What roles are compared with, beside what the files of the flows say. */
export interface CheckSettings {
  /** Policy files that count for every role: `FILE` or `FILE#ROLE`. */
  readonly policies: readonly string[];
  /** The role in AWS that a flow is compared with; undefined where files say what it has. */
  readonly liveRole?: (flow: Flow, assigned: RoleConfig | undefined) => LiveRole | undefined;
}

/** One role, checked as far as its files could be read. */
export interface CheckedRole extends ComparedRole {
  /** Every file that belongs to it: flows, policies, templates and modules, also those that are gone. */
  readonly files: readonly string[];
  /** Those that could not be read. */
  readonly unread: readonly string[];
  /** Set where it was compared as it is in AWS. */
  readonly live?: LiveCheck;
}

/** A role as it is in AWS. */
export interface LiveCheck {
  readonly documents: readonly LiveDocument[];
  /** What is found after changes of its documents. */
  readonly recheck: Proof['recheck'];
}

/** A project, checked. */
export interface CheckedProject {
  readonly project: Project;
  readonly roles: readonly CheckedRole[];
  /** What could not be read, with the files that each matters to. */
  readonly problems: readonly FileProblem[];
  /** What is found after changes of files. @throws InputError for changed files that cannot be read. */
  readonly recheck: Proof['recheck'];
}

/**
 * Compares what the flows of a project need with what their roles have. What could not be read stops
 * nothing else: its role is judged by the rest, as far as the rest allows.
 */
export async function checkProject(
  project: Project,
  settings: CheckSettings,
): Promise<CheckedProject> {
  const { policies: named, liveRole } = settings;
  const { flows, owners } = project;
  const liveOf = (flow: Flow) => liveRole?.(flow, owners.roleOf(flow));
  const policies = await policiesFor(flows, named, project.files, owners);
  const inFiles = checkRoles(
    project,
    flows.filter((flow) => liveOf(flow) === undefined),
    policies,
  );
  const judge = judgeWith(project, policies);
  const inAws = compareWithAws(project, policies, liveOf).map(({ live, ...role }) => ({
    ...judge(role),
    live,
  }));
  const roles = [...inFiles, ...inAws];
  return {
    project,
    roles,
    problems: problemsOf(project, policies, roles),
    recheck: async (changes) => {
      const after = await checkProject(await project.reload(changes), settings);
      const changed = new Set(changes.map(({ path }) => path));
      const unread = after.problems.filter(({ place }) => changed.has(place.file));
      if (unread.length > 0) {
        throw new InputError(...unread);
      }
      return findingsOf(after.roles);
    },
  };
}

/** The roles of some flows of a project, compared with what files say that they have. */
export function checkRoles(
  project: Project,
  flows: readonly Flow[],
  policies: ProjectPolicies,
): readonly CheckedRole[] {
  const judge = judgeWith(project, policies);
  return compareRoles(flows, project.knowledge, policies.granted).map((role) =>
    judge(withTaken(role, project.files)),
  );
}

/** The findings of a role that its unread files leave standing. */
function judgeWith(
  project: Project,
  policies: ProjectPolicies,
): (compared: ComparedRole) => CheckedRole {
  const { files, owners, opened, sourcesOf } = project;
  const unreadFlows = new Set(project.failures.map(({ path }) => path));
  const unreadPolicies = new Set(policies.failures.map(({ path }) => path));
  const isUnread = (path: string) =>
    unreadFlows.has(path) || unreadPolicies.has(path) || files.read(path).kind === 'unread';
  return (compared) => {
    const own = compared.role.plan.flows;
    const configured = new Set(own.flatMap((flow) => owners.roleOf(flow) ?? []));
    const found = new Set([
      ...own.flatMap(({ place }) => [...(opened.get(place.file) ?? [place.file])]),
      ...own.flatMap(policies.filesOf),
      ...[...configured].flatMap(sourcesOf),
    ]);
    const unread = [...found].filter(isUnread);
    const isPolicyUnread = own.flatMap(policies.filesOf).some((path) => unreadPolicies.has(path));
    const findings = compared.findings.filter(
      ({ kind, rule }) =>
        !(kindRow(kind).needsAllFlows && (unread.length > 0 || files.isCut)) &&
        !(isPolicyUnread && (kind === 'missing' || rule === unknownRole.id)),
    );
    return withNotes({ ...compared, findings, files: [...found], unread });
  };
}

/** What could not be read of a project, each with the files that it matters to. */
export function problemsOf(
  { failures, owners, sourcesOf }: Project,
  policies: ProjectPolicies,
  roles: readonly CheckedRole[],
): readonly FileProblem[] {
  const all = [...failures, ...policies.failures];
  const byPath = groupBy(all, ({ path }) => path);
  // A file that cannot be read can be the only flow of its role.
  const alone = all.map((failure) => ({
    ...failure,
    files: [
      ...failure.files,
      ...owners
        .rolesOfFile(failure.path)
        .flatMap((role) => [...owners.filesOf(role), ...sourcesOf(role)]),
    ],
  }));
  const ofRoles = roles.flatMap(({ unread, files }) =>
    unread
      .flatMap((path): readonly Failure[] => byPath.get(path) ?? [])
      .map((failure) => ({ ...failure, files: [...failure.files, ...files] })),
  );
  return distinctProblems([...alone, ...ofRoles]);
}

/**
 * The roles of flows as they are in AWS. Policies of functions, bot aliases and keys are those of
 * files: which of them a flow names is up to its author, and what is in AWS is not for all to read.
 */
function compareWithAws(
  { flows, knowledge }: Project,
  policies: ProjectPolicies,
  liveOf: (flow: Flow) => LiveRole | undefined,
): readonly (ComparedRole & { readonly live: LiveCheck })[] {
  const found = flows.flatMap((flow) => {
    const role = liveOf(flow);
    return role === undefined ? [] : [{ flow, role }];
  });
  return [...groupBy(found, ({ role }) => role.arn).values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) {
      return [];
    }
    const { role } = first;
    const own = members.map(({ flow }) => flow);
    const { documents } = livePolicies(role);
    const attached = policies
      .granted(own)
      .policies.filter(({ subject }) => subject !== 'identity' && subject !== 'trust');
    const compare = (some: readonly LiveDocument[]) => {
      const granted = grantedInDocuments(some);
      const all = [...granted.policies, ...attached];
      return compareLiveRole(own, knowledge, role, { ...granted, policies: all });
    };
    const recheck: Proof['recheck'] = (changes) =>
      Promise.resolve(compare(changedDocuments(role.name, documents, changes))?.findings ?? []);
    const compared = compare(documents);
    return compared === undefined ? [] : [{ ...compared, live: { documents, recheck } }];
  });
}
