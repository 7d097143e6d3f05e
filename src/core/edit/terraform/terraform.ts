import type { Finding, TextEdit } from '../../compare/finding.ts';
import { Lines } from '../../document/lines.ts';
import type { SourceFile } from '../../file.ts';
import { type Place, showPlace } from '../../place.ts';
import { readHclAgain } from '../../read/hcl/hcl.ts';
import type { HclBlock } from '../../read/hcl/syntax.ts';
import { isPlain } from '../../read/terraform/module.ts';
import type { DataSources } from '../../write/terraform/expression.ts';
import { quoted } from '../../write/terraform/hcl.ts';
import { Addresses, dataSources } from '../../write/terraform/names.ts';
import { lineBreakOf } from '../layout.ts';
import type { MendedFile } from '../mend-file.ts';
import type { Task } from '../task.ts';
import { mendBlocks } from './blocks.ts';
import { documentsIn, type WrittenDocument } from './documents.ts';
import { newPolicy } from './new-policy.ts';
import { type MendedDocument, mendObject } from './objects.ts';
import { permissionEdits } from './permission.ts';
import { type DocumentPlan, planDocument } from './plan.ts';
import { type TakenSids, takenSids } from './sids.ts';
import { hclWriting, jsonWriting } from './writing.ts';

/**
 * Makes the edits of one file of a module: in blocks, in objects of HCL, and in JSON text.
 *
 * @param files all files of the module that are known, for the names that are taken in it.
 */
export function mendTerraform(
  { path, text }: SourceFile,
  tasks: readonly Task[],
  files: readonly SourceFile[],
): MendedFile {
  const body = readHclAgain(path, text);
  const lines = new Lines(path, text);
  const lineBreak = lineBreakOf(text);
  // What stands in another file of the module is nowhere in this one.
  const offsetOf = (place: Place) => (place.file === path ? lines.offsetOf(place) : -1);
  const blocks = blocksOfModule(path, files);
  const addresses = new Addresses(addressesOf(blocks));
  const plain = blocks.filter(({ type, body: own }) => type === 'data' && isPlain(own));
  const { data, missing } = dataSources(addressesOf(plain), addresses);
  const sidsOf = takenSids(blocks);
  const documents = documentsIn(body, text, lines);
  const homes = new Map<WrittenDocument | HclBlock, Task[]>();
  const left: Finding[] = [];
  for (const task of tasks) {
    const home = homeOf(task, documents, body.blocks, offsetOf);
    if (home === undefined) {
      left.push(byHand(task.finding));
    } else {
      homes.set(home, [...(homes.get(home) ?? []), task]);
    }
  }
  const edits: TextEdit[] = [];
  for (const [home, own] of homes) {
    const mended = mendHome(home, own);
    edits.push(...mended.edits);
    left.push(...mended.left.map((finding) => byHand(finding, mended.remedy)));
  }
  const written = edits.map((edit) => edit.text).join('');
  const sources = missing.filter((address) => written.includes(`${address}.`));
  if (sources.length > 0) {
    edits.push({ start: text.length, end: text.length, text: sourcesText(sources, text) });
  }
  return { edits, left };

  function mendHome(home: WrittenDocument | HclBlock, own: readonly Task[]): MendedDocument {
    if (!('style' in home)) {
      return home.labels[0] === 'aws_lambda_permission'
        ? permissionEdits(home, own, text, data)
        : newPolicy(home, own, { text, lineBreak, data, addresses, blocks });
    }
    const plan = planDocument(own, offsetOf);
    return mendDocument(home, plan, { text, lineBreak, data, sidsOf });
  }
}

interface Work {
  readonly text: string;
  readonly lineBreak: string;
  readonly data: DataSources;
  readonly sidsOf: TakenSids;
}

function mendDocument(
  document: WrittenDocument,
  plan: DocumentPlan,
  { text, lineBreak, data, sidsOf }: Work,
): MendedDocument {
  switch (document.style) {
    case 'blocks': {
      const work = { text, data, lineBreak, sids: sidsOf(document.block) };
      return mendBlocks(document.block, plan, work);
    }
    case 'object':
      return mendObject(document.root, plan, text, hclWriting(data, lineBreak));
    case 'text':
      return mendObject(document.root, plan, text, jsonWriting(data, lineBreak));
  }
}

/** What a finding is mended in: a document, a permission, or a role that has no policy yet. */
function homeOf(
  { repair }: Task,
  documents: readonly WrittenDocument[],
  blocks: readonly HclBlock[],
  offsetOf: (place: Place) => number,
): WrittenDocument | HclBlock | undefined {
  const blockAt = (place: Place, of: (block: HclBlock) => number) =>
    blocks.find((block) => of(block) === offsetOf(place));
  if (repair.do === 'condition' && repair.form === 'permission') {
    return blockAt(repair.statement, ({ body }) => offsetOf(body.place));
  }
  if (repair.do === 'allow' && repair.policy === undefined) {
    return repair.role && blockAt(repair.role, ({ span }) => span.start);
  }
  const place = repair.do === 'allow' || repair.do === 'state' ? repair.policy : repair.statement;
  const at = place && offsetOf(place);
  return documents.find(({ start, end }) => at !== undefined && start <= at && at < end);
}

/** All blocks of the module of a file. */
function blocksOfModule(path: string, files: readonly SourceFile[]): readonly HclBlock[] {
  const directoryOf = (file: string) => file.slice(0, Math.max(file.lastIndexOf('/'), 0));
  return files
    .filter((file) => file.path.endsWith('.tf') && directoryOf(file.path) === directoryOf(path))
    .flatMap((file) => readHclAgain(file.path, file.text).blocks);
}

function addressesOf(blocks: readonly HclBlock[]): readonly string[] {
  return blocks.flatMap(({ type, labels }) =>
    type === 'resource' || type === 'data'
      ? [`${type === 'data' ? 'data.' : ''}${labels.join('.')}`]
      : [],
  );
}

function sourcesText(addresses: readonly string[], text: string): string {
  const lineBreak = lineBreakOf(text);
  const blocks = addresses.map((address) => {
    const [, type = '', name = ''] = address.split('.');
    return `data ${quoted(type)} ${quoted(name)} {}`;
  });
  const before = text === '' || text.endsWith('\n') ? lineBreak : lineBreak + lineBreak;
  return before + blocks.join(lineBreak + lineBreak) + lineBreak;
}

/** A finding that is left to people, with what they can do. */
function byHand(finding: Finding, remedy?: string): Finding {
  const unsafe = `The text at ${showPlace(finding.place)} cannot be edited safely, for example because an expression makes it: change it by hand.`;
  return { ...finding, remedy: remedy ?? unsafe };
}
