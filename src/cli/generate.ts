import process from 'node:process';
import { type Knowledge, type PlannedRole, planRoles } from '../core/interview/interview.ts';
import type { OutputFormat } from '../core/write/format.ts';
import { outputFormat } from '../core/write/index.ts';
import { refuseWrongAnswers } from './answers.ts';
import { type GenerateOptions, generateOptions } from './generate-options.ts';
import { readInputs } from './inputs.ts';
import { paint } from './paint.ts';
import { openQuestions, roleReport, writtenReport } from './report.ts';
import { EXIT, UsageError } from './usage.ts';

/**
 * Writes the roles of the flows in the named files. Results go to standard output or into files,
 * everything else to standard error; nothing is written unless all of it can be.
 *
 * @returns the exit code.
 */
export async function generate(args: readonly string[]): Promise<number> {
  const options = generateOptions(args, process.env);
  const { given, answers, pinRegions } = options;
  const { flows, notes } = await readInputs(options.files);
  if (answers.has('flow-id') && flows.length > 1) {
    throw new UsageError(
      `--flow-id names one flow, and there are ${flows.length}. Give one file, or leave it out.`,
    );
  }
  const format = await outputFormat(options.format);
  const knowledge: Knowledge = { given, answers, pinRegions, keeps: format.keeps };
  refuseWrongAnswers(flows, knowledge);
  const roles = planRoles(flows, knowledge);
  if (!options.allowUnresolved && roles.some(({ plan }) => plan.questions.length > 0)) {
    process.stderr.write(openQuestions(roles, args, paint(options)));
    return EXIT.open;
  }
  const written = await emit(roles, format, options);
  if (!options.quiet) {
    process.stderr.write(roleReport(roles, notes, paint(options)));
    process.stderr.write(written);
  }
  return EXIT.ok;
}

async function emit(
  roles: readonly PlannedRole[],
  format: OutputFormat,
  { out, force }: GenerateOptions,
): Promise<string> {
  if (out === undefined) {
    process.stdout.write(format.print(roles));
    return '';
  }
  const { writeFiles } = await import('./write-files.ts');
  return writtenReport(await writeFiles(out, format.files(roles), force));
}
