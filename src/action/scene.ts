import { CONFIG_NAME, type Config } from '../core/config/config.ts';
import { readConfig } from '../core/config/read.ts';
import { InputError, type Problem } from '../core/problem.ts';
import { mayHoldFlow } from '../core/read/read.ts';
import { inlineCode } from '../core/report/markdown/escape.ts';
import {
  type Checked,
  type CheckedRole,
  type Checker,
  type FileProblem,
  overlay,
  type Snapshot,
} from './check.ts';
import { checkerOf } from './checker.ts';
import {
  type ChangedFile,
  type GitHub,
  isFromFork,
  MOST_FILES,
  type PullState,
} from './github/github.ts';
import type { Inputs } from './inputs.ts';
import { readLiveRoles } from './live.ts';
import { type Numbered, numbered } from './review/numbered.ts';

/** A commit that was read and checked. */
export interface Scene {
  readonly checker: Checker;
  readonly snapshot: Snapshot;
  readonly checked: Checked;
  readonly findings: readonly Numbered[];
  readonly notices: readonly string[];
  /** False where the settings cannot be read: then that there are no findings says nothing. */
  readonly isChecked: boolean;
  /** False where something that counts was not read: then nothing can be taken for mended. */
  readonly isWhole: boolean;
}

/** More files are not read at once. */
const MOST_TEXTS = 2000;

const NOT_FOR_FORKS =
  'The pull request comes from a fork, so that no role was read from AWS: flows are compared with files.';

/** So many files are named in a notice. */
const MOST_NAMED = 10;

/** A file that is read only to learn of another is seldom followed further than this. */
const MOST_ROUNDS = 4;

/** Where what is trusted comes from: never the head of a pull request. */
interface Base {
  readonly commit: string;
  /** The text of the configuration there. */
  readonly config: string | undefined;
}

/**
 * Reads what a check needs of a commit, and checks it.
 *
 * @param changed only roles with one of these files are reported; undefined for all.
 */
async function sceneOf(
  github: GitHub,
  inputs: Inputs,
  commit: string,
  base: Base,
  changed: readonly string[] | undefined,
): Promise<Scene> {
  const { paths: listed, links, isCut } = await github.tree(commit);
  const { given, answers } = inputs;
  const hidden = isCut ? await github.texts(commit, changed ?? []) : new Map<string, string>();
  const paths = new Set([...listed, ...[...hidden.keys()].filter((path) => !links.includes(path))]);
  const tree = { paths, links: new Set(links), isCut };
  const { config, problems, notices: said } = configIn(inputs.config, base.config);
  if (problems.length > 0) {
    return {
      checker: checkerOf({ given, answers, gone: [], paths: inputs.paths }),
      snapshot: { ...tree, texts: new Map() },
      checked: { roles: [], problems, notes: [], wanted: [] },
      findings: [],
      notices: said,
      isChecked: false,
      isWhole: false,
    };
  }
  const gone = (changed ?? []).filter((path) => !paths.has(path));
  const about = { given, answers, gone, paths: inputs.paths, ...(config && { config }) };
  let checker = checkerOf(about);
  // Flows anywhere can have a role that is compared as it is in AWS.
  const all = [
    ...new Set([
      ...checker.candidates(paths, changed ?? listed),
      ...(inputs.live ? checker.candidates(paths, listed) : []),
    ]),
  ];
  const touched = changed && new Set(changed);
  // What changed comes first, and is read whatever there is.
  const most = Math.max(MOST_TEXTS, all.filter((path) => touched?.has(path)).length);
  const texts = await github.texts(commit, all.slice(0, most));
  const cut = all.slice(most);
  const changedLinks = checker
    .candidates(tree.links, changed ?? listed)
    .filter((path) => touched?.has(path));
  const unread = all
    .slice(0, most)
    .filter((path) => !texts.has(path) && (touched?.has(path) ?? true));
  const counting = await countingOf(github, checker, commit, base.commit, [
    ...unread,
    ...changedLinks,
  ]);
  const notices = [
    ...said,
    ...(isCut
      ? [
          'The repository has more files than GitHub lists: some were not looked at, so that nothing is said of what roles allow that no flow needs.',
        ]
      : []),
    ...(cut.length > 0
      ? [`${cut.length} of ${all.length} files that could matter were not read.`]
      : []),
    ...(unread.length > 0
      ? [`Not read, since they are too large or no text: ${someOf(unread)}.`]
      : []),
    ...(changedLinks.length > 0
      ? [`Symbolic links are not followed: ${someOf(changedLinks)}.`]
      : []),
  ];
  let snapshot: Snapshot = { ...tree, texts };
  let checked = await checker.check(snapshot);
  for (let round = 0; round < MOST_ROUNDS && checked.wanted.length > 0; round += 1) {
    const more = await github.texts(commit, checked.wanted.slice(0, MOST_TEXTS));
    if (more.size === 0) {
      break;
    }
    snapshot = overlay(snapshot, more);
    checked = await checker.check(snapshot);
  }
  const isTouched = (files: readonly string[]) =>
    touched === undefined || files.some((file) => touched.has(file));
  if (inputs.live) {
    const files = new Set(
      checked.roles.filter((role) => isTouched(role.files)).flatMap(({ flows }) => flows),
    );
    const flows = await checker.flows(snapshot);
    const live = await readLiveRoles(
      flows.filter(({ flow }) => files.has(flow.place.file)),
      { given, base: (wanted) => github.texts(base.commit, wanted) },
    );
    notices.push(...live.notices);
    checker = checkerOf({ ...about, live });
    checked = await checker.check(snapshot);
  }
  const own: Checked = {
    ...checked,
    roles: checked.roles.filter(({ files }) => isTouched(files)),
    problems: withUnread(
      checked.problems.filter(({ place, files }) => isTouched(files ?? [place.file])),
      counting,
    ),
  };
  notices.push(...own.roles.flatMap(notJudged));
  const findings = numbered(own.roles.flatMap((role) => role.findings));
  const isWhole = !isCut && cut.length === 0 && own.problems.length === 0;
  return { checker, snapshot, checked: own, findings, notices, isChecked: true, isWhole };
}

/**
 * Those of the files that could not be read that count, so that the check fails: with the input
 * `paths` the files that it names, and without it those of the configuration, Terraform and
 * `.template` files, files that begin like a flow, and files that held a flow on the base. The
 * checker adds files of the roles that it reports. Of all others, such as large data in JSON, a
 * notice is enough.
 */
async function countingOf(
  github: GitHub,
  checker: Checker,
  commit: string,
  base: string,
  unread: readonly string[],
): Promise<readonly string[]> {
  const unsure = unread.filter((path) => checker.counts(path) === 'by its contents');
  const known =
    unsure.length === 0
      ? []
      : [await github.beginnings(commit, unsure), await github.texts(base, unsure)];
  const looksSo = (path: string) => known.some((texts) => mayHoldFlow(texts.get(path) ?? ''));
  return unread.filter((path) => checker.counts(path) === 'yes' || looksSo(path));
}

/** Problems with those of files that were not read, unless something is told of these already. */
function withUnread(
  problems: readonly FileProblem[],
  unread: readonly string[],
): readonly FileProblem[] {
  const told = new Set(problems.map(({ place }) => place.file));
  return [
    ...problems,
    ...unread
      .filter((path) => !told.has(path))
      .map((path) => ({
        place: { file: path, line: 1, column: 1 },
        found: 'a file that is too large, no text or a symbolic link',
        expected: 'text of at most 512,000 bytes, since it may hold a flow or a policy',
      })),
  ];
}

function someOf(paths: readonly string[]): string {
  const named = paths.slice(0, MOST_NAMED).map((path) => inlineCode(path));
  return `${named.join(', ')}${paths.length > MOST_NAMED ? ' and more' : ''}`;
}

function notJudged({ name, unread }: CheckedRole): readonly string[] {
  return unread.length === 0
    ? []
    : [
        `What role ${inlineCode(name)} allows that no flow needs was not judged, since these files of it could not be read: ${someOf(unread)}.`,
      ];
}

/**
 * The same of the head of a pull request, for the files that it changes. Settings that it changes
 * do not count yet, but what is wrong with them is told before they do.
 */
export async function pullScene(
  github: GitHub,
  inputs: Inputs,
  number: number,
  pull: PullState,
): Promise<{ readonly files: readonly ChangedFile[]; readonly scene: Scene }> {
  const { head, base, config } = pull;
  const files = await github.files(number);
  const paths = files.flatMap(({ path, previous }) => [path, ...(previous ? [previous] : [])]);
  // What roles may do is not shown to strangers, who choose the flows that roles are compared with.
  const isOwn = !isFromFork(github.home, pull);
  const own = { ...inputs, live: inputs.live && isOwn };
  const found = withAll(
    await sceneOf(github, own, head, { commit: base, config }, paths),
    files.map(({ path }) => path),
  );
  const scene =
    inputs.live && !isOwn ? { ...found, notices: [...found.notices, NOT_FOR_FORKS] } : found;
  const isChanged = files.some(({ path, isRemoved }) => path === inputs.config && !isRemoved);
  if (!scene.isChecked || !isChanged) {
    return { files, scene };
  }
  const { problems } = configIn(inputs.config, await textAt(github, head, inputs.config));
  const checked = { ...scene.checked, problems: [...scene.checked.problems, ...problems] };
  return { files, scene: { ...scene, checked } };
}

/** GitHub does not list all files of a large pull request: what it leaves out was not checked. */
function withAll(scene: Scene, changed: readonly string[]): Scene {
  const last = changed.at(-1);
  if (changed.length < MOST_FILES || last === undefined) {
    return scene;
  }
  const problem = {
    place: { file: last, line: 1, column: 1 },
    found: `the last of the ${MOST_FILES} files of a pull request that GitHub lists`,
    expected: 'fewer files, since flows and policies in later ones are not checked',
  };
  const checked = { ...scene.checked, problems: [...scene.checked.problems, problem] };
  return { ...scene, checked, isWhole: false };
}

/** The same of all files of a commit, with the configuration of another. */
export async function commitScene(
  github: GitHub,
  inputs: Inputs,
  commit: string,
  settings: string,
): Promise<Scene> {
  const config = await textAt(github, settings, inputs.config);
  return sceneOf(github, inputs, commit, { commit: settings, config }, undefined);
}

async function textAt(github: GitHub, commit: string, path: string): Promise<string | undefined> {
  return (await github.texts(commit, [path])).get(path);
}

interface Settings {
  readonly config?: Config;
  /** What is wrong with them. */
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

function configIn(path: string, text: string | undefined): Settings {
  const name = `The configuration ${inlineCode(path)} (on the base branch, where it is read)`;
  if (text === undefined) {
    return { problems: [], notices: path === CONFIG_NAME ? [] : [`${name} does not exist.`] };
  }
  try {
    return { config: readConfig(path, text), problems: [], notices: [] };
  } catch (error) {
    if (error instanceof InputError) {
      const notices = [`${name} has errors, so that nothing was checked.`];
      return { problems: error.problems, notices };
    }
    throw error;
  }
}
