import type { SourceFile } from '../../file.ts';
import type { Granted } from '../../granted/granted.ts';
import { InputError } from '../../problem.ts';
import type { ListRelated } from '../format.ts';
import { newRun } from '../run.ts';
import { grantedInModule } from './granted.ts';
import { readModule, type TerraformModule } from './module.ts';

const ROLE_TYPES = ['aws_iam_role', 'awscc_iam_role'];

/**
 * What a Terraform module grants to its role for flows, which stand elsewhere.
 *
 * @param file the file that was named; the other files of its directory serve to follow references.
 * @param name the address of the role, or its last part; without it the one role of the file.
 * @throws InputError for a module in which no role, or more than one, can be meant.
 */
export async function grantedInTerraform(
  file: SourceFile,
  listRelated: ListRelated,
  name?: string,
): Promise<Granted> {
  const others = listRelated(file.path).filter(({ path }) => path !== file.path);
  const at = file.path.lastIndexOf('/');
  const directory = at < 0 ? '.' : file.path.slice(0, at);
  const module = await readModule(directory, [...others, file], newRun(), listRelated);
  return grantedInModule(module, roleIn(module, file, name));
}

function roleIn(module: TerraformModule, { path }: SourceFile, name: string | undefined): string {
  const roles = [...module.resources.values()].filter(
    ({ type, address, file }) =>
      ROLE_TYPES.includes(type) && !address.startsWith('data.') && (name || file === path),
  );
  const meant = roles.filter(
    ({ address, name: own }) => name === undefined || address === name || own === name,
  );
  const [role, ...others] = meant;
  if (role !== undefined && others.length === 0) {
    return role.address;
  }
  const listed = (meant.length > 0 ? meant : roles).map(({ address }) => address).join(', ');
  throw new InputError({
    place: { file: path, line: 1, column: 1 },
    found: name === undefined ? `${meant.length} roles in the file` : `no single role "${name}"`,
    expected: 'one role for the flow',
    ...(listed !== '' && { remedy: `Name it after the file: FILE#ROLE, with one of ${listed}.` }),
  });
}
