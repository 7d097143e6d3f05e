import process from 'node:process';
import type { Flow } from '../core/flow/flow.ts';
import { type Knowledge, type PlannedRole, planRoles } from '../core/plan/plan-roles.ts';
import type { OutputFormat } from '../core/write/format.ts';
import { outputFormat } from '../core/write/index.ts';

import { type GenerateOptions, generateOptions } from './generate-options.ts';
import { allRead, projectFor } from './load-project.ts';
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
  const format = await outputFormat(options.format);
  const { project, notes } = await projectFor(options, format.keeps);
  const { flows, knowledge } = allRead(project);
  const roles = planRoles(flows, knowledge);
  refuseForeignReferences(roles, format.keeps);
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

/** Flows of several templates or modules can share a role only where it refers to none of them. */
function refuseForeignReferences(roles: readonly PlannedRole[], keeps: Knowledge['keeps']): void {
  for (const { plan } of roles) {
    const homes = new Set(plan.flows.flatMap((flow) => homeOf(flow, keeps)));
    if (homes.size > 1) {
      throw new UsageError(
        `The role ${plan.roleName} serves flows of ${[...homes].join(' and ')}, and each refers to resources of its own code. Write it as json or aws-cli, or give each its own role.`,
      );
    }
  }
}

/** The template or the module whose references an output would keep. */
function homeOf({ origin, place }: Flow, keeps: Knowledge['keeps']): readonly string[] {
  if (origin?.kind === 'cloudformation') {
    return keeps({ kind: 'cloudformation', intrinsic: { fn: 'Ref', target: 'Any' } })
      ? [place.file]
      : [];
  }
  return origin?.kind === 'terraform' && keeps({ kind: 'terraform', expression: 'var.any' })
    ? [origin.module]
    : [];
}
