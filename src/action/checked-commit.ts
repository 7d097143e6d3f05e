import { findingsOf } from '../core/compare/compare.ts';
import { type FileProblem, problemAlone } from '../core/project/failure.ts';
import { type FileContents, type FileText, MAX_FILE_BYTES } from '../core/project/files.ts';
import { isCode } from '../core/read/code/code.ts';
import { mayHoldFlow } from '../core/read/read.ts';
import { escapeMarkdown, inlineCode } from '../core/report/markdown/escape.ts';
import {
  type Checked,
  type CheckedRole,
  type Checker,
  NOTHING_CHECKED,
  overlay,
  type Snapshot,
} from './check.ts';
import { type CheckSettings, checkerOf } from './checker.ts';
import { configPaths, configurationOf } from './configuration.ts';
import { filesOfCommit } from './files.ts';
import {
  type ChangedFile,
  type GitHub,
  isFromFork,
  MOST_FILES,
  type PullState,
} from './github/port.ts';
import { type Inputs, InputsError } from './inputs.ts';
import { readLiveRoles } from './live.ts';
import { type Numbered, numbered } from './review/numbered.ts';

/** A commit that was read and checked. */
export interface CheckedCommit {
  readonly checker: Checker;
  readonly snapshot: Snapshot;
  readonly checked: Checked;
  readonly findings: readonly Numbered[];
  readonly notices: readonly string[];
  /** False where the settings cannot be read: then that there are no findings says nothing. */
  readonly isChecked: boolean;
  /** False where something that counts was not read: then nothing can be taken for settled. */
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
  /** The configuration there, by each of the paths that it may have. */
  readonly configs: ReadonlyMap<string, FileContents>;
}

/** Which files of a commit are checked. */
interface Scope {
  readonly commit: string;
  readonly base: Base;
  /** Only roles with one of these files are reported; undefined for all. */
  readonly changed: readonly string[] | undefined;
}

/** Reads what a check needs of a commit, and checks it. */
async function checkCommit(github: GitHub, inputs: Inputs, scope: Scope): Promise<CheckedCommit> {
  const { base, changed } = scope;
  const { given, answers } = inputs;
  const tree = await treeOf(github, scope);
  const { config, problems, notices: said } = await configurationOf(inputs.config, base.configs);
  const gone = (changed ?? []).filter((path) => !tree.paths.has(path));
  const settings = { given, answers, gone, paths: inputs.paths };
  if (problems.length > 0) {
    return {
      checker: checkerOf(settings),
      snapshot: { ...tree, texts: new Map() },
      checked: { ...NOTHING_CHECKED, problems: problems.map(problemAlone) },
      findings: [],
      notices: said,
      isChecked: false,
      isWhole: false,
    };
  }
  const about: CheckSettings = { ...settings, ...(config && { config }) };
  const checker = checkerOf(about);
  const fetched = await fetchTexts(github, checker, tree, scope, inputs.live);
  const first = await checkAll(github, checker, { ...tree, texts: fetched.texts }, scope);
  const live = inputs.live
    ? await withLiveRoles(github, about, checker, first, scope)
    : { checker, checked: first.checked, notices: [] };
  const inCode = first.checked.roles.length === 0 ? await codeNotices(github, tree, scope) : [];
  const touched = changed && new Set(changed);
  const isTouched = (files: readonly string[]) =>
    touched === undefined || files.some((file) => touched.has(file));
  const own: Checked = {
    ...live.checked,
    roles: live.checked.roles.filter(({ files }) => isTouched(files)),
    problems: withUnread(
      live.checked.problems.filter(({ files }) => isTouched(files)),
      fetched.counting,
    ),
  };
  return {
    checker: live.checker,
    snapshot: first.snapshot,
    checked: own,
    findings: numbered(findingsOf(own.roles)),
    notices: [
      ...said,
      ...fetched.notices,
      ...live.notices,
      ...own.roles.flatMap(notJudged),
      ...inCode,
    ],
    isChecked: true,
    isWhole: !tree.isCut && !fetched.isCut && own.problems.length === 0,
  };
}

/** Flows that changed code creates, where no file holds one: what would be checked is not there. */
async function codeNotices(
  github: GitHub,
  tree: Omit<Snapshot, 'texts'>,
  { commit, changed = [] }: Scope,
): Promise<readonly string[]> {
  const paths = changed.filter((path) => isCode(path) && tree.paths.has(path));
  if (paths.length === 0) {
    return [];
  }
  const texts = await github.texts(commit, paths.slice(0, MOST_TEXTS));
  const { adviceOnCode } = await import('../core/project/flows-in-code.ts');
  const advice = adviceOnCode(paths, filesOfCommit({ ...tree, texts }, []));
  return advice.map((each) => `Not checked: ${escapeMarkdown(each, 2000)}`);
}

/** The files of the commit, with those that were changed though GitHub did not list them. */
async function treeOf(
  github: GitHub,
  { commit, changed = [] }: Scope,
): Promise<Omit<Snapshot, 'texts'>> {
  const { paths, links, isCut } = await github.tree(commit);
  const hidden = isCut ? await github.texts(commit, changed) : new Map<string, FileText>();
  const found = [...hidden.keys()].filter((path) => !links.includes(path));
  return { paths: new Set([...paths, ...found]), links: new Set(links), isCut };
}

/** The texts that a check begins with, and what was not read. */
interface Fetched {
  readonly texts: ReadonlyMap<string, FileText>;
  /** Files without a text that count. */
  readonly counting: readonly string[];
  readonly notices: readonly string[];
  /** Not all files that could matter were read. */
  readonly isCut: boolean;
}

async function fetchTexts(
  github: GitHub,
  checker: Checker,
  { paths, links, isCut }: Omit<Snapshot, 'texts'>,
  { commit, base, changed }: Scope,
  isLive: boolean,
): Promise<Fetched> {
  const from = changed ?? [...paths];
  // Flows anywhere can have a role that is compared as it is in AWS.
  const all = [
    ...new Set([
      ...checker.candidates(paths, from),
      ...(isLive ? checker.candidates(paths, [...paths]) : []),
    ]),
  ];
  const touched = changed && new Set(changed);
  // What changed comes first, and is read whatever there is.
  const most = Math.max(MOST_TEXTS, all.filter((path) => touched?.has(path)).length);
  const texts = await github.texts(commit, all.slice(0, most));
  const cut = all.slice(most);
  const changedLinks = checker.candidates(links, from).filter((path) => touched?.has(path));
  const unread = all
    .slice(0, most)
    .filter((path) => !texts.has(path) && (touched?.has(path) ?? true));
  const unsure = [...unread, ...changedLinks];
  const counting = await countingOf(github, checker, commit, base.commit, unsure);
  const notices = [
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
  return { texts, counting, notices, isCut: cut.length > 0 };
}

/**
 * Checks the files, and fetches what they turn out to name.
 *
 * @throws InputsError for answers of the workflow that no flow asks for, or of the wrong form.
 */
async function checkAll(
  github: GitHub,
  checker: Checker,
  begun: Snapshot,
  { commit }: Scope,
): Promise<{ readonly snapshot: Snapshot; readonly checked: Checked }> {
  let snapshot = begun;
  let checked = await checker.check(snapshot);
  const fetchMore = async (paths: readonly string[]) => {
    const more = await github.texts(commit, paths.slice(0, MOST_TEXTS));
    if (more.size > 0) {
      snapshot = overlay(snapshot, more);
      checked = await checker.check(snapshot);
    }
    return more.size > 0;
  };
  for (let round = 0; round < MOST_ROUNDS && checked.wanted.length > 0; round += 1) {
    if (!(await fetchMore(checked.wanted))) {
      break;
    }
  }
  const isOpen = checked.wrongAnswers.length === 0 && checked.unaskedAnswers.length > 0;
  if (isOpen && !begun.isCut) {
    // An answer can be for a flow that this change has nothing to do with.
    const { texts, paths } = snapshot;
    const others = checker.candidates(paths, [...paths]).filter((path) => !texts.has(path));
    const whole = overlay(snapshot, await github.texts(commit, others.slice(0, MOST_TEXTS)));
    const isWhole = others.length <= MOST_TEXTS;
    const { unaskedAnswers } = isWhole ? await checker.check(whole) : NOTHING_CHECKED;
    refuse(unaskedAnswers);
  }
  refuse(checked.wrongAnswers);
  return { snapshot, checked };
}

/** @throws InputsError that says what is wrong with the answers. */
function refuse(wrong: readonly string[]): void {
  if (wrong.length > 0) {
    throw new InputsError(`Input "answers": ${wrong.join(' ')}`);
  }
}

/** The same check with the roles that were read from AWS. */
async function withLiveRoles(
  github: GitHub,
  about: CheckSettings,
  checker: Checker,
  { snapshot, checked }: { readonly snapshot: Snapshot; readonly checked: Checked },
  { base, changed }: Scope,
) {
  const touched = changed && new Set(changed);
  const files = new Set(
    checked.roles
      .filter((role) => touched === undefined || role.files.some((file) => touched.has(file)))
      .flatMap(({ flows }) => flows),
  );
  const flows = await checker.flows(snapshot);
  const live = await readLiveRoles(
    flows.filter(({ flow }) => files.has(flow.place.file)),
    { given: about.given, base: (wanted) => github.texts(base.commit, wanted) },
  );
  const own = checkerOf({ ...about, live });
  return { checker: own, checked: await own.check(snapshot), notices: live.notices };
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
  const looksSo = (path: string) => known.some((texts) => mayHoldFlow(texts.get(path)?.text ?? ''));
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
        expected: `text of at most ${MAX_FILE_BYTES} bytes, since it may hold a flow or a policy`,
      }))
      .map(problemAlone),
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
 * Checks the head of a pull request, as far as its files changed. Settings that it changes do not
 * count yet, but what is wrong with them is told before they do.
 */
export async function checkPull(
  github: GitHub,
  inputs: Inputs,
  number: number,
  pull: PullState,
): Promise<{ readonly files: readonly ChangedFile[]; readonly commit: CheckedCommit }> {
  const { head, base, configs } = pull;
  const files = await github.files(number);
  const changed = files.flatMap(({ path, previous }) => [path, ...(previous ? [previous] : [])]);
  // What roles may do is not shown to strangers, who choose the flows that roles are compared with.
  const isOwn = !isFromFork(github.home, pull);
  const own = { ...inputs, live: inputs.live && isOwn };
  const scope = { commit: head, base: { commit: base, configs }, changed };
  const found = withAll(
    await checkCommit(github, own, scope),
    files.map(({ path }) => path),
  );
  const commit =
    inputs.live && !isOwn ? { ...found, notices: [...found.notices, NOT_FOR_FORKS] } : found;
  const paths = configPaths(inputs.config);
  const isChanged = files.some(({ path, isRemoved }) => paths.includes(path) && !isRemoved);
  if (!commit.isChecked || !isChanged) {
    return { files, commit };
  }
  const { problems } = await configurationOf(inputs.config, await configsAt(github, head, paths));
  return { files, commit: withProblems(commit, problems.map(problemAlone)) };
}

function withProblems(commit: CheckedCommit, problems: readonly FileProblem[]): CheckedCommit {
  const { checked } = commit;
  return { ...commit, checked: { ...checked, problems: [...checked.problems, ...problems] } };
}

/** GitHub does not list all files of a large pull request: what it leaves out was not checked. */
function withAll(commit: CheckedCommit, changed: readonly string[]): CheckedCommit {
  const last = changed.at(-1);
  if (changed.length < MOST_FILES || last === undefined) {
    return commit;
  }
  const problem = problemAlone({
    place: { file: last, line: 1, column: 1 },
    found: `the last of the ${MOST_FILES} files of a pull request that GitHub lists`,
    expected: 'fewer files, since flows and policies in later ones are not checked',
  });
  return { ...withProblems(commit, [problem]), isWhole: false };
}

/** Checks all files of a commit, with the configuration of another. */
export async function checkWholeCommit(
  github: GitHub,
  inputs: Inputs,
  commit: string,
  settings: string,
): Promise<CheckedCommit> {
  const configs = await configsAt(github, settings, configPaths(inputs.config));
  const base = { commit: settings, configs };
  return checkCommit(github, inputs, { commit, base, changed: undefined });
}

function configsAt(
  github: GitHub,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FileContents>> {
  return github.texts(commit, [...new Set(paths)]);
}
