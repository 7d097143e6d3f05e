import { showLine } from '../core/place.ts';
import { type Fact, partName, showOrigin } from '../core/plan/facts.ts';
import type { PlannedRole } from '../core/plan/plan-roles.ts';
import { noteWarnings } from '../core/policy/notes.ts';
import { printable } from '../core/printable.ts';
import { type Problem, showProblem } from '../core/problem.ts';
import type { Question } from '../core/template/question.ts';
import type { Paint } from './paint.ts';
import { shellWord } from './shell-word.ts';
import type { WrittenFile } from './write-files.ts';

/** What was found out about each role, what was assumed, and what to look at. */
export function roleReport(
  roles: readonly PlannedRole[],
  notes: readonly string[],
  paint: Paint,
): string {
  const lines = roles.flatMap((role) => [
    headline(role),
    ...assumptionLines(role, paint),
    ...role.plan.warnings.map(
      ({ text, place }) =>
        `  ${paint.warning('warning')} ${printable(`${showLine(place)}: ${text}`, 800)}`,
    ),
  ]);
  for (const { text, place } of noteWarnings(roles.map(({ plan }) => plan))) {
    lines.push(`  ${paint.warning('warning')} ${printable(`${showLine(place)}: ${text}`, 800)}`);
  }
  return notesText(notes, paint) + lines.map((line) => `${line}\n`).join('');
}

/** What is wrong with files that count, whatever else was done. */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map((problem) => `${showProblem(problem)}\n`).join('');
}

/** What the user should know of files that were passed over. */
export function notesText(notes: readonly string[], paint: Paint): string {
  return notes.map((note) => `${paint.warning('note')} ${printable(note, 800)}\n`).join('');
}

function headline({ facts, plan }: PlannedRole): string {
  const known = [facts.account, facts.region].flatMap((fact) => fact ?? []).map(factText);
  return printable(
    [
      `Role for ${plan.flows.map(({ name, source }) => `flow "${name}" (${source})`).join(', ')}`,
      ...known,
    ].join(' · '),
    800,
  );
}

function factText({ part, value, origin }: Fact): string {
  return `${partName(part)} ${value} ${showOrigin(origin)}`;
}

function assumptionLines({ plan }: PlannedRole, paint: Paint): readonly string[] {
  if (plan.assumptions.length === 0) {
    return [];
  }
  return [
    '  Assumed, because no file says otherwise (change with --answer KEY=VALUE):',
    ...plan.assumptions.map(
      ({ key, assumed, prompt }) =>
        `    ${paint.key(shellWord(`${key}=${assumed}`))} ${paint.quiet(printable(prompt))}`,
    ),
  ];
}

/**
 * The questions that stand between the user and the policies, and how to answer them.
 *
 * @param args the arguments of this run, which the command that answers repeats.
 */
export function openQuestions(
  roles: readonly PlannedRole[],
  args: readonly string[],
  paint: Paint,
): string {
  const questions = new Map(
    roles.flatMap(({ plan }) => plan.questions).map((question) => [question.key, question]),
  );
  const count =
    questions.size === 1 ? '1 question is open' : `${questions.size} questions are open`;
  const flags = [...questions.values()].map(answerFlag);
  return [
    paint.error(`${count}:`),
    ...[...questions.values()].flatMap((question) => [
      `  ${paint.key(printable(question.key))} ${paint.quiet(`(${printable(showLine(question.place), 4096)})`)}`,
      `    ${printable(question.prompt, 600)}`,
    ]),
    'Answer all of them with',
    `  flow-role-wizard generate ${[...flags, ...args.map(shellWord)].join(' ')}`,
    'or look at the policies as far as they go with --allow-unresolved.',
    '',
  ].join('\n');
}

function answerFlag({ key }: Question): string {
  return ['account', 'region', 'partition'].includes(key)
    ? `--${key} …`
    : `--answer ${shellWord(`${key}=…`)}`;
}

/** Which files were written, and which already were as they should be. */
export function writtenReport(files: readonly WrittenFile[]): string {
  return files
    .map(({ path, changed }) => `${changed ? 'wrote' : 'unchanged'} ${printable(path)}\n`)
    .join('');
}
