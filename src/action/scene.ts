import { posix } from 'node:path';
import { CONFIG_NAME, type Config } from '../core/config/config.ts';
import { readConfig } from '../core/config/read.ts';
import { InputError, type Problem } from '../core/problem.ts';
import { inlineCode } from '../core/report/markdown/escape.ts';
import { type Checked, type Checker, overlay, type Snapshot } from './check.ts';
import { checkerOf } from './checker.ts';
import type { ChangedFile, GitHub, PullState } from './github/github.ts';
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
}

/** More files are not read at once. */
const MOST_TEXTS = 2000;

const NOT_FOR_FORKS =
  'The pull request comes from a fork, so that no role was read from AWS: flows are compared with files.';

/** A file that is read only to learn of another is seldom followed further than this. */
const MOST_ROUNDS = 4;

/**
 * Reads what a check needs of a commit, and checks it.
 *
 * @param settings the commit that the configuration is read from: never a pull request's head.
 * @param changed only roles with one of these files are reported; undefined for all.
 */
export async function sceneOf(
  github: GitHub,
  inputs: Inputs,
  commit: string,
  settings: string,
  changed: readonly string[] | undefined,
): Promise<Scene> {
  const { paths: listed, isCut } = await github.tree(commit);
  const { given, answers } = inputs;
  const paths = new Set(listed);
  const { config, problems, notices: said } = await configAt(github, inputs, settings);
  if (problems.length > 0) {
    return {
      checker: checkerOf({ given, answers, paths: inputs.paths }),
      snapshot: { paths, texts: new Map() },
      checked: { roles: [], problems, notes: [], wanted: [] },
      findings: [],
      notices: said,
      isChecked: false,
    };
  }
  const about = { given, answers, paths: inputs.paths, ...(config && { config }) };
  let checker = checkerOf(about);
  // Flows anywhere can have a role that is compared as it is in AWS.
  const all = [
    ...new Set([
      ...checker.candidates(paths, changed ?? listed),
      ...(inputs.live ? checker.candidates(paths, listed) : []),
    ]),
  ];
  const notices = [
    ...said,
    ...(isCut ? ['The repository has more files than GitHub lists: some were not looked at.'] : []),
    ...(all.length > MOST_TEXTS
      ? [`${all.length - MOST_TEXTS} of ${all.length} files that could matter were not read.`]
      : []),
  ];
  const texts = await github.texts(commit, all.slice(0, MOST_TEXTS));
  let snapshot: Snapshot = { paths, texts };
  let checked = await checker.check(snapshot);
  for (let round = 0; round < MOST_ROUNDS && checked.wanted.length > 0; round += 1) {
    const more = await github.texts(commit, checked.wanted);
    if (more.size === 0) {
      break;
    }
    snapshot = overlay(snapshot, more);
    checked = await checker.check(snapshot);
  }
  const touched = changed && new Set(changed);
  const isTouched = (files: readonly string[]) =>
    touched === undefined || files.some((file) => touched.has(file));
  if (inputs.live) {
    const files = new Set(
      checked.roles.filter((role) => isTouched(role.files)).flatMap(({ flows }) => flows),
    );
    const flows = await checker.flows(snapshot);
    const live = await readLiveRoles(
      flows.filter(({ flow }) => files.has(flow.place.file)),
      { given, base: (wanted) => github.texts(settings, wanted) },
    );
    notices.push(...live.notices);
    checker = checkerOf({ ...about, live });
    checked = await checker.check(snapshot);
  }
  const own: Checked = {
    ...checked,
    roles: checked.roles.filter(({ files }) => isTouched(files)),
    problems: checked.problems.filter(({ place }) => isTouched([place.file])),
  };
  const findings = numbered(own.roles.flatMap((role) => role.findings));
  return { checker, snapshot, checked: own, findings, notices, isChecked: true };
}

/**
 * The same of the head of a pull request, for the files that it changes. Settings that it changes
 * do not count yet, but what is wrong with them is told before they do.
 */
export async function pullScene(
  github: GitHub,
  inputs: Inputs,
  number: number,
  { head, base, headRepository }: PullState,
): Promise<{ readonly files: readonly ChangedFile[]; readonly scene: Scene }> {
  const files = await github.files(number);
  const paths = files.map(({ path }) => path);
  // What roles may do is not shown to strangers, who choose the flows that roles are compared with.
  const isOwn = headRepository.toLowerCase() === github.home.toLowerCase();
  const scene = await sceneOf(github, { ...inputs, live: inputs.live && isOwn }, head, base, paths);
  const config = posix.normalize(inputs.config);
  const isChanged = files.some(({ path, isRemoved }) => path === config && !isRemoved);
  const { problems } = isChanged ? await configAt(github, inputs, head) : NO_CONFIG;
  const checked = { ...scene.checked, problems: [...scene.checked.problems, ...problems] };
  const notices = inputs.live && !isOwn ? [...scene.notices, NOT_FOR_FORKS] : scene.notices;
  return { files, scene: { ...scene, notices, ...(scene.isChecked && { checked }) } };
}

/** What a commit says of settings. */
interface ConfigAt {
  readonly config?: Config;
  /** What is wrong with them. */
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

const NO_CONFIG: ConfigAt = { problems: [], notices: [] };

async function configAt(github: GitHub, inputs: Inputs, commit: string): Promise<ConfigAt> {
  const path = posix.normalize(inputs.config);
  const text = (await github.texts(commit, [path])).get(path);
  const at = `${inlineCode(path)} counts as it is at ${commit.slice(0, 7)}.`;
  if (text === undefined) {
    const notices = path === CONFIG_NAME ? [] : [`${at} There it does not exist.`];
    return { ...NO_CONFIG, notices };
  }
  try {
    return { ...NO_CONFIG, config: readConfig(path, text) };
  } catch (error) {
    if (error instanceof InputError) {
      const notices = [`${at} It has errors there, so that nothing was checked.`];
      return { problems: error.problems, notices };
    }
    throw error;
  }
}
