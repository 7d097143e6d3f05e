import process from 'node:process';
import { causedBy, type ExplainedRole, explainRole } from '../core/explain/explain.ts';
import { EXPLAIN_FORMATS } from '../core/explain/index.ts';
import type { Flow, FlowNode } from '../core/flow/flow.ts';
import { planRoles } from '../core/plan/plan-roles.ts';
import { printable } from '../core/printable.ts';
import type { Reference } from '../core/template/reference.ts';
import { explainOptions } from './explain-options.ts';
import { allRead, projectFor } from './load-project.ts';
import { paint } from './paint.ts';
import { notesText } from './report.ts';
import { terminalStyle } from './terminal-style.ts';
import { EXIT, UsageError } from './usage.ts';

/**
 * Says why each statement of the roles is there, on standard output; with `--node`, what one node
 * causes. Questions may stay open: they are shown.
 *
 * @returns the exit code. @throws UsageError for a node that causes nothing.
 */
export async function explain(args: readonly string[]): Promise<number> {
  const options = explainOptions(args, process.env);
  // What a template or a module refers to by name is shown by that name.
  const keeps = ({ kind }: Reference) => kind !== 'deployment';
  const { project, notes } = await projectFor(options, keeps);
  const { flows, knowledge } = allRead(project);
  const roles = planRoles(flows, knowledge).map(explainRole);
  const shown = options.node === undefined ? roles : causedByNode(roles, flows, options.node);
  process.stdout.write(EXPLAIN_FORMATS[options.format](shown, terminalStyle(options)));
  if (!options.quiet) {
    process.stderr.write(notesText(notes, paint(options)));
    if (shown.length === 0) {
      process.stderr.write(`Node "${printable(options.node ?? '')}" needs no permission.\n`);
    }
  }
  return EXIT.ok;
}

function causedByNode(
  roles: readonly ExplainedRole[],
  flows: readonly Flow[],
  name: string,
): readonly ExplainedRole[] {
  const known = nodeNames(flows.flatMap(({ nodes }) => nodes));
  if (!known.includes(name)) {
    throw new UsageError(`There is no node "${name}". The nodes are: ${known.join(', ')}.`);
  }
  return roles
    .map((role) => causedBy(role, name))
    .filter(({ statements }) => statements.length > 0);
}

function nodeNames(nodes: readonly FlowNode[]): readonly string[] {
  return nodes.flatMap(({ name, inner }) => [name, ...nodeNames(inner)]);
}
