import { posix } from 'node:path';
import picomatch from 'picomatch';
import { type ComparedRole, compareRoles } from '../core/compare/compare.ts';
import { assignedBy, policyFilesOf } from '../core/config/assigned.ts';
import type { Config } from '../core/config/config.ts';
import { mend } from '../core/edit/mend.ts';
import { newPolicyFiles } from '../core/edit/new-policy-files.ts';
import type { Flow } from '../core/flow/flow.ts';
import { grantedInFiles, isPolicyDocument } from '../core/granted/plain.ts';
import type { Fact } from '../core/interview/facts.ts';
import { showLine } from '../core/place.ts';
import { InputError, NotAFlowError, type Problem } from '../core/problem.ts';
import type { SourceFile } from '../core/read/format.ts';
import { mayHoldFlow, readFlows } from '../core/read/read.ts';
import { readJson } from '../core/read/text/json.ts';
import { outputFormat } from '../core/write/index.ts';
import { isCompanion } from '../core/write/role-documents.ts';
import type { Checked, CheckedRole, Checker, Snapshot } from './check.ts';

/** What is known beside the files of the commit that is checked. */
export interface CheckSettings {
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
  /** From the base of a pull request, never from its head. */
  readonly config?: Config;
  /** Only flows in these files are checked; empty for all. */
  readonly paths: readonly string[];
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
  readonly files: readonly SourceFile[];
}

async function compare(
  snapshot: Snapshot,
  { given, answers, config, paths, gone }: CheckSettings,
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
  const roles = compareRoles(
    flows,
    {
      given,
      answers,
      assigned: (flow) => {
        const role = roleOf(flow);
        return role && assignedBy(role);
      },
    },
    (sharers) =>
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
      ),
  );
  const json = await outputFormat('json');
  const checked = roles.map((role): CheckedRole => {
    const own = role.role.plan.flows;
    return {
      name: role.role.plan.roleName,
      flows: [...new Set(own.map(({ place }) => place.file))],
      files: own.flatMap((flow) => [
        ...(opened.get(flow.place.file) ?? [flow.place.file]),
        ...policiesOf(flow),
      ]),
      findings: role.findings,
      policies: json.print([role.role]),
    };
  });
  const notes = roles.flatMap(({ granted }) =>
    granted.notes.map(({ text, place }) => `${showLine(place)}: ${text}`),
  );
  const files = [...snapshot.texts].map(([path, text]) => ({ path, text }));
  return { checked: { roles: checked, problems, notes, wanted: [...wanted] }, roles, files };
}

/** Checks of the same files find the same, so that findings are known by what they say. */
function keyOf(finding: object): string {
  return JSON.stringify(finding);
}
