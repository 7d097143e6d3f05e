import type { Flow } from '../core/flow/flow.ts';
import { InputError } from '../core/problem.ts';
import type { FileText } from '../core/project/files.ts';
import { readFlows } from '../core/read/read.ts';
import { hasForm } from '../core/template/forms.ts';
import { literal } from '../core/template/template.ts';

/** The texts of files in the commit whose settings count. */
export type TextsAtBase = (paths: readonly string[]) => Promise<ReadonlyMap<string, FileText>>;

/** The ARN of the role that a flow names; undefined where it names none, or refers to one. */
export function roleArn({ executionRole }: Flow): string | undefined {
  const arn = literal(executionRole?.template ?? []);
  return arn !== undefined && hasForm(arn, 'role-arn') ? arn : undefined;
}

/** The ARNs of the roles that the flows of these files name in the commit whose settings count. */
export async function rolesAtBase(
  texts: TextsAtBase,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const [path, { text }] of paths.length === 0 ? [] : await texts(paths)) {
    try {
      const flows = await readFlows(
        { path, text },
        () => undefined,
        () => [{ path, text }],
      );
      found.set(path, new Set(flows.flatMap((flow) => roleArn(flow) ?? [])));
    } catch (error) {
      // A file that cannot be read names no role.
      if (!(error instanceof InputError)) {
        throw error;
      }
    }
  }
  return found;
}
