import type { Finding, TextEdit } from '../../compare/finding.ts';
import { type Place, showPlace } from '../../place.ts';
import { mergeNeeds } from '../../policy/merge.ts';
import type { SourceFile } from '../../read/format.ts';
import { readHclAgain } from '../../read/hcl/hcl.ts';
import type { HclBlock, HclBody } from '../../read/hcl/syntax.ts';
import { joinedLines } from '../../read/hcl/text.ts';
import { isPlain } from '../../read/terraform/module.ts';
import { Lines } from '../../read/text/lines.ts';
import type { JsonData } from '../../template/reference.ts';
import type { Template } from '../../template/template.ts';
import { type DataSources, expression } from '../../write/terraform/expression.ts';
import { hclText, quoted } from '../../write/terraform/hcl.ts';
import { Addresses, dataSources } from '../../write/terraform/names.ts';
import { policyItems } from '../../write/terraform/policy-document.ts';
import { lineBreakOf, type Manner } from '../layout.ts';
import type { Task } from '../mend.ts';
import { type MendedFile, mendAll, united } from '../mend-file.ts';
import { rawExpression } from '../raw.ts';
import { mendBlocks } from './blocks.ts';
import { documentsIn, type WrittenDocument } from './documents.ts';
import { permissionEdits } from './permission.ts';
import { documentTree } from './tree.ts';

/**
 * Makes the edits of one file of a module: in blocks, in objects of HCL, and in JSON text.
 *
 * @param files all files of the module that are known, for the data sources that it has.
 */
export function mendTerraform(
  { path, text }: SourceFile,
  tasks: readonly Task[],
  files: readonly SourceFile[],
): MendedFile {
  const body = readHclAgain(path, text);
  const lines = new Lines(path, text);
  const offsetOf: Work['offsetOf'] = (place) => lines.offsetOf(place);
  const { present, taken } = dataSourcesIn(path, files);
  const { data, missing } = dataSources(present, new Addresses(taken));
  const documents = documentsIn(body, text);
  const groups = new Map<WrittenDocument, Task[]>();
  const edits: TextEdit[] = [];
  const left: Finding[] = [];
  for (const task of tasks) {
    const { repair } = task;
    if (repair.do === 'condition' && repair.form === 'permission') {
      const block = body.blocks.find(
        ({ body: { place } }) => offsetOf(place) === offsetOf(repair.statement),
      );
      edits.push(...(block ? permissionEdits(block, repair.conditions, text, data) : []));
      continue;
    }
    const place = repair.do === 'allow' || repair.do === 'state' ? repair.policy : repair.statement;
    const at = place && offsetOf(place);
    const document = documents.find(
      ({ start, end }) => at !== undefined && start <= at && at < end,
    );
    if (document === undefined) {
      if (repair.do !== 'allow' || repair.policy !== undefined || repair.role === undefined) {
        left.push(byHand(task, data));
      }
      continue;
    }
    groups.set(document, [...(groups.get(document) ?? []), task]);
  }
  for (const [document, own] of groups) {
    const mended = mendDocument(document, own, { body, text, data, offsetOf, lines });
    edits.push(...mended.edits);
    left.push(...mended.left);
  }
  const created = newPolicies(body.blocks, tasks, text, data, offsetOf);
  edits.push(...created);
  const written = edits.map((edit) => edit.text).join('');
  const sources = missing.filter((address) => written.includes(`${address}.`));
  if (sources.length > 0) {
    edits.push({ start: text.length, end: text.length, text: sourcesText(sources, text) });
  }
  return { edits: joined(edits), left };
}

/** Edits at the same place become one, in their order. */
function joined(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found = new Map<string, TextEdit>();
  for (const edit of edits) {
    const key = `${edit.start} ${edit.end}`;
    const before = found.get(key);
    const isInsertion = edit.start === edit.end;
    found.set(
      key,
      before === undefined || !isInsertion || before.text === edit.text
        ? edit
        : { ...edit, text: before.text + edit.text },
    );
  }
  return [...found.values()];
}

interface Work {
  readonly body: HclBody;
  readonly text: string;
  readonly data: DataSources;
  readonly offsetOf: (place: Pick<Place, 'line' | 'column'>) => number;
  readonly lines: Lines;
}

function mendDocument(
  document: WrittenDocument,
  tasks: readonly Task[],
  { body, text, data, offsetOf, lines }: Work,
): MendedFile {
  switch (document.style) {
    case 'blocks':
      return mendBlocks(document.block, tasks, {
        text,
        data,
        manner: mannerOf('hcl', text),
        offsetOf,
      });
    case 'object':
    case 'text': {
      const language = document.style === 'object' ? 'hcl' : 'json';
      const render = (value: Template): JsonData =>
        language === 'hcl' ? rawExpression(expression(value, data)) : interpolated(value, data);
      return mendAll(
        {
          text,
          root: document.root,
          tree: documentTree(body, document, lines),
          manner: mannerOf(language, text),
          offsetOf,
          render,
        },
        tasks,
      );
    }
  }
}

/** A value inside text: its expressions stand in `${}`. */
function interpolated(value: Template, data: DataSources): string {
  const written = expression(value, data);
  return written.startsWith('"') ? JSON.parse(`"${written.slice(1, -1)}"`) : `\${${written}}`;
}

function mannerOf(language: 'hcl' | 'json', text: string): Manner {
  return {
    language,
    indent: '  ',
    lineBreak: lineBreakOf(text),
    block: () => [],
  };
}

/** A policy for a role that has none, behind the role. */
function newPolicies(
  blocks: readonly HclBlock[],
  tasks: readonly Task[],
  text: string,
  data: DataSources,
  offsetOf: Work['offsetOf'],
): readonly TextEdit[] {
  const roles = new Map<HclBlock, Task[]>();
  for (const task of tasks) {
    const { repair } = task;
    const role =
      repair.do === 'allow' && repair.policy === undefined && repair.role
        ? blocks.find(({ span }) => repair.role && span.start === offsetOf(repair.role))
        : undefined;
    if (role !== undefined) {
      roles.set(role, [...(roles.get(role) ?? []), task]);
    }
  }
  return [...roles].map(([role, own]) => {
    const needs = own.flatMap(({ repair }) => (repair.do === 'allow' ? repair.needs : []));
    const [type = '', name = ''] = role.labels;
    const base = `${name}_flow_permissions`;
    const items = hclText([
      {
        kind: 'block',
        header: `data "aws_iam_policy_document" ${quoted(base)}`,
        items: policyItems({ statements: mergeNeeds(united(needs)) }, data, ''),
      },
      {
        kind: 'block',
        header: `resource "aws_iam_role_policy" ${quoted(base)}`,
        items: [
          { kind: 'argument', name: 'name', value: '"FlowPermissions"' },
          { kind: 'argument', name: 'role', value: `${type}.${name}.id` },
          {
            kind: 'argument',
            name: 'policy',
            value: `data.aws_iam_policy_document.${base}.json`,
          },
        ],
      },
    ]);
    const lineBreak = lineBreakOf(text);
    const lines = `\n\n${items.trimEnd()}`.replaceAll('\n', lineBreak);
    return { start: role.span.end, end: role.span.end, text: lines };
  });
}

/** The data sources in the module of a file, and those of them that tell of the deployment. */
function dataSourcesIn(path: string, files: readonly SourceFile[]) {
  const homeOf = (file: string) => file.slice(0, Math.max(file.lastIndexOf('/'), 0));
  const blocks = files
    .filter((file) => file.path.endsWith('.tf') && homeOf(file.path) === homeOf(path))
    .flatMap((file) => readHclAgain(file.path, file.text).blocks)
    .filter(({ type }) => type === 'data');
  const addresses = (some: readonly HclBlock[]) =>
    some.map(({ labels }) => `data.${labels.join('.')}`);
  return {
    present: addresses(blocks.filter(({ body }) => isPlain(body))),
    taken: addresses(blocks),
  };
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

/** A finding in a policy that is made in a way of its own, with the statement to add. */
function byHand({ finding, repair }: Task, data: DataSources): Finding {
  const statements =
    repair.do === 'allow' || repair.do === 'narrow'
      ? mergeNeeds(united(repair.needs))
      : repair.do === 'state'
        ? [repair.statement]
        : [];
  const text = statements.map((statement) =>
    joinedLines(hclText(policyItems({ statements: [statement] }, data, ''))),
  );
  return {
    ...finding,
    remedy: `The policy at ${showPlace(finding.place)} is made in a way that cannot be edited safely: change it by hand.${text.length === 0 ? '' : ` To add: ${text.join(' ')}`}`,
  };
}
