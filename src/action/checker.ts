import { posix } from 'node:path';
import picomatch from 'picomatch';
import { findingsAtFlow } from '../core/compare/tell-at-flow.ts';
import type { Config } from '../core/config/config.ts';
import { correctLiveRole } from '../core/edit/live.ts';
import { MEND_ALL } from '../core/edit/mend.ts';
import { showLine } from '../core/place.ts';
import type { Fact } from '../core/plan/facts.ts';
import {
  type CheckedProject,
  checkProject,
  type CheckedRole as ProjectRole,
} from '../core/project/check.ts';
import { fixProject } from '../core/project/fix.ts';
import type { FlowSource } from '../core/project/flows.ts';
import { loadProject } from '../core/project/load.ts';
import { NO_OWNERS, type Owners } from '../core/project/owners.ts';
import { ownersIn } from '../core/project/owners-in-config.ts';
import { outputFormat } from '../core/write/index.ts';
import type { Checked, CheckedRole, Checker, Snapshot } from './check.ts';
import { filesOfCommit } from './files.ts';
import type { LiveRoles } from './live.ts';

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
  const owners = ownersOf(settings.config);
  // A review asks about the same files many times: for each comment, and for each suggestion.
  const known = new WeakMap<Snapshot, Promise<CheckedCommit>>();
  const checked = (snapshot: Snapshot) => {
    const found = known.get(snapshot) ?? checkCommit(snapshot, settings, owners);
    known.set(snapshot, found);
    return found;
  };
  return {
    candidates: (paths, changed) => candidates(paths, changed, owners),
    counts: (path) => {
      if (settings.paths.length > 0) {
        return picomatch.isMatch(path, [...settings.paths]) ? 'yes' : 'no';
      }
      const isOwn = owners.rolesOfFile(path).length > 0 || ALWAYS_COUNTS.test(path);
      return isOwn ? 'yes' : 'by its contents';
    },
    check: async (snapshot) => (await checked(snapshot)).checked,
    flows: async (snapshot) => {
      const { project } = (await checked(snapshot)).whole;
      return project.flows.map((flow) => {
        const assigned = project.owners.roleOf(flow);
        return { flow, ...(assigned && { assigned }) };
      });
    },
    mend: async (snapshot, findings, options) =>
      fixProject((await checked(snapshot)).whole, findings, options),
  };
}

function ownersOf(config: Config | undefined): Owners {
  return config === undefined ? NO_OWNERS : ownersIn(config, { locate: posix.normalize });
}

/**
 * The files that changed, those beside them, those of the roles that a change belongs to, and the
 * modules and templates in the directories around them, which can name any file below, whatever it
 * is called: in this order, since not all may be read.
 */
function candidates(
  paths: ReadonlySet<string>,
  changed: readonly string[],
  { rolesOfFile }: Owners,
): readonly string[] {
  const own = new Set(changed);
  const directories = new Set(changed.map((path) => posix.dirname(path)));
  const around = new Set([...directories].flatMap(ancestors));
  const roles = new Set(changed.flatMap(rolesOfFile));
  const ranks: readonly ((path: string) => boolean)[] = [
    (path) => own.has(path),
    (path) => directories.has(posix.dirname(path)),
    (path) => rolesOfFile(path).some((role) => roles.has(role)),
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

interface CheckedCommit {
  readonly whole: CheckedProject;
  readonly checked: Checked;
}

async function checkCommit(
  snapshot: Snapshot,
  { paths, gone, live, ...settings }: CheckSettings,
  owners: Owners,
): Promise<CheckedCommit> {
  const files = filesOfCommit(snapshot, gone);
  const project = await loadProject(sourcesIn(snapshot, gone, owners), files, settings);
  const whole = await checkProject(project, {
    policies: [],
    ...(live && { liveRole: live.roleOf }),
  });
  const isMeant = paths.length === 0 ? () => true : picomatch([...paths]);
  const json = await outputFormat('json');
  const roles = whole.roles.filter(({ role }) =>
    role.plan.flows.some(({ place }) => isMeant(place.file)),
  );
  return {
    whole,
    checked: {
      roles: await Promise.all(roles.map((role) => checkedRole(role, json.print([role.role])))),
      problems: whole.problems.filter(({ files }) => files.some((file) => isMeant(file))),
      notes: roles
        .filter((role) => role.live === undefined)
        .flatMap(({ granted }) =>
          granted.notes.map(({ text, place }) => `${showLine(place)}: ${text}`),
        ),
      wanted: [...files.wanted],
      wrongAnswers: project.wrong,
      unaskedAnswers: project.unasked,
    },
  };
}

/** A role as the Action tells of it; one in AWS with its documents as they should be. */
async function checkedRole(compared: ProjectRole, policies: string): Promise<CheckedRole> {
  const { role, files, unread, findings, live } = compared;
  const { flows, roleName: name } = role.plan;
  const about = {
    name,
    flows: [...new Set(flows.map(({ place }) => place.file))],
    files,
    unread,
    policies,
  };
  if (live === undefined) {
    return { ...about, findings };
  }
  const proof = { before: findings, recheck: live.recheck };
  const corrected = await correctLiveRole(compared, live.documents, [], MEND_ALL, proof);
  return {
    ...about,
    findings: findingsAtFlow(compared),
    live: { corrected: () => corrected.live },
  };
}

/** All files with a text, and those of configured roles that have none. */
function sourcesIn(
  { paths, links, texts }: Snapshot,
  gone: readonly string[],
  owners: Owners,
): readonly FlowSource[] {
  const own = [...paths, ...links, ...gone].filter(
    (path) => !texts.has(path) && EXTENSION.test(path) && owners.roleOfFile(path) !== undefined,
  );
  const files = filesOfCommit({ paths, links, texts, isCut: false }, gone);
  return [...texts.keys(), ...own].map((path) => ({
    path,
    contents: files.read(path),
    isNamed: false,
  }));
}
