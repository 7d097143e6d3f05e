import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '../../scripts/lib/root.ts';
import { knownNodes, WORLD, WORLD_ANSWERS } from '../support/arbitrary-flow.ts';
import { type Files, mended } from '../support/compare.ts';
import { damagedRole } from '../support/damaged-role.ts';
import { generateRoles } from '../support/evaluator.ts';
import { templateFile } from '../support/template-file.ts';
import { writeModule } from '../support/terraform-role.ts';
import { SEED } from './corpus.ts';

const CASES = join(root, 'test/compare/cases');
const FOLDERS = ['fixed', 'fixed-prune-narrow'];
const ALL = { prune: true, narrow: true };
const OPTIONS = { account: WORLD.account, region: WORLD.region, answers: WORLD_ANSWERS };
const FLOWS = Number(process.env['ORACLE_FLOWS'] ?? 20) / 2;

/** Files as they were, and as fix left them. */
export interface Fixed {
  readonly name: string;
  readonly before: Files;
  readonly after: Files;
}

/** The cases of the comparison that fix changes. */
export function fixedCases(extension: RegExp): readonly Fixed[] {
  return readdirSync(CASES).flatMap((name) =>
    FOLDERS.flatMap((folder) => {
      const directory = join(CASES, name);
      const changed = existsSync(join(directory, folder)) ? filesIn(join(directory, folder)) : {};
      const before = filesIn(directory);
      return Object.keys(changed).some((path) => extension.test(path))
        ? [{ name: `${name}/${folder}`, before, after: { ...before, ...changed } }]
        : [];
    }),
  );
}

function filesIn(directory: string): Files {
  return Object.fromEntries(
    readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(directory, name), 'utf8')]),
  );
}

/** Made up flows in a template or a module with a damaged role, fixed as far as fix goes. */
export function fixedFlows(language: 'yaml' | 'json' | 'terraform'): Promise<readonly Fixed[]> {
  const drawn = fc.sample(fc.tuple(knownNodes, fc.infiniteStream(fc.nat())), {
    seed: SEED,
    numRuns: FLOWS,
  });
  return Promise.all(
    drawn.map(async ([nodes, dice], index) => {
      const definition = { nodes, connections: [] };
      const text = JSON.stringify({ name: 'flow', definition });
      const [role] = await generateRoles([{ path: 'flow.json', text }], OPTIONS);
      if (role === undefined) {
        throw new Error('no role');
      }
      const damaged = damagedRole(role, dice, { denies: false });
      const roll = (sides: number) => Number(dice.next().value) % sides;
      const before =
        language === 'terraform'
          ? writeModule(nodes, damaged, damaged.trustPolicy.Statement, [], roll).files
          : templateFile(language, definition, damaged);
      return {
        name: `${language} ${index} of seed ${SEED}`,
        before,
        after: await mended(before, OPTIONS, ALL),
      };
    }),
  );
}
