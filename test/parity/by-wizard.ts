import { reduce, startSession } from '../../src/core/interview/session.ts';
import { configuredRole, sessionReview } from '../../src/core/interview/session-roles.ts';
import { showLine } from '../../src/core/place.ts';
import {
  contentsOf,
  type FileContents,
  filesInMemory,
  MAX_FILE_BYTES,
  UNREAD,
} from '../../src/core/project/files.ts';
import { flags } from '../interview/planning.ts';
import { worldIn } from '../tui/answering.ts';
import type { Tree } from './trees.ts';

/**
 * What the wizard finds of the roles of a tree. Undefined for what nobody can tell it: a
 * configuration in another place, and answers that it does not ask for.
 */
export async function byWizard(tree: Tree): Promise<readonly string[] | undefined> {
  const { account, region, files, answers = {}, config } = tree;
  const found = Object.entries(files).map(([path, file]) => [path, contentsIn(file)] as const);
  const texts = found.flatMap(([path, each]) =>
    each.kind === 'text' ? [[path, each.text] as const] : [],
  );
  const unread = found.flatMap(([path, each]) =>
    each.kind === 'unread' ? [[path, each.why] as const] : [],
  );
  const facts = flags({ ...(account && { account }), ...(region && { region }) });
  const paths = Object.keys(files);
  const world = await worldIn(filesInMemory(new Map(texts), new Map(unread)), paths, facts);
  if (config !== undefined || world.config?.kind === 'wrong') {
    return undefined;
  }
  const start = startSession(world);
  const flows = world.candidates.map(({ flow }) => flow);
  const own = flows.filter((flow) => configuredRole(start, flow) !== undefined);
  const session = Object.entries(answers).reduce(
    (before, [key, value]) =>
      reduce(before, { kind: 'answer', id: `answer ${key}`, values: [value] }),
    reduce(start, {
      kind: 'answer',
      id: 'flow',
      values: (own.length > 0 ? own : flows).map(({ source }) => source),
    }),
  );
  return (sessionReview(session)?.findings ?? [])
    .map(({ kind, action, resource, place }) => [kind, action, resource, showLine(place)].join(' '))
    .sort();
}

function contentsIn(file: Tree['files'][string]): FileContents {
  if (typeof file === 'object' && 'link' in file) {
    return { kind: 'unread', why: UNREAD.link };
  }
  return file.length > MAX_FILE_BYTES
    ? { kind: 'unread', why: UNREAD.tooLarge }
    : contentsOf(Buffer.from(file));
}
