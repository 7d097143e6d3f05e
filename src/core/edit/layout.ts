import type { TextEdit } from '../compare/finding.ts';
import type { JsonData } from '../template/reference.ts';
import {
  addBlockEntries,
  editBlockList,
  type ListChange,
  removeBlockEntry,
  replaceBlockValue,
  wrapInBlock,
} from './layout-block.ts';
import { editFlow, flowKey, flowText, replaceFlowValue } from './layout-flow.ts';
import { isFirstOnLine, lineIndent, lineStart, moveRight } from './lines.ts';
import type { Manner } from './manner.ts';
import { oneLineOf } from './one-line.ts';
import type { SyntaxEntry, SyntaxList, SyntaxMap } from './syntax-tree.ts';
import { editedPart } from './text-edits.ts';

export type { ListChange } from './layout-block.ts';
export { lineBreakOf, lineEnd, lineStart } from './lines.ts';
export type { Manner } from './manner.ts';

/** Edits a list; undefined where nothing of it would be left, or it is written in a way of its own. */
export function editList(
  text: string,
  list: SyntaxList,
  change: ListChange,
  manner: Manner,
): readonly TextEdit[] | undefined {
  return list.style === 'flow'
    ? editFlow(
        text,
        list,
        list.items.map((item) => ({
          start: tagStart(text, item.start, manner),
          end: item.end,
          gone: change.without.has(item),
        })),
        change.more.map((data) => (indent, line) => flowText(data, manner, indent, line)),
        manner,
      )
    : editBlockList(text, list, change, manner);
}

/** Adds entries to a map, of which there is at least one. */
export function addEntries(
  text: string,
  map: SyntaxMap,
  entries: { readonly [key: string]: JsonData },
  manner: Manner,
): readonly TextEdit[] | undefined {
  return map.style === 'block'
    ? addBlockEntries(text, map, entries, manner)
    : editFlow(
        text,
        map,
        map.entries.map((entry) => ({ ...spanOf(entry), gone: false })),
        Object.entries(entries).map(
          ([key, data]) =>
            (indent, line) =>
              `${flowKey(key, manner, line)}${flowText(data, manner, indent, line)}`,
        ),
        manner,
      );
}

/** Takes an entry out of a map; undefined where it does not stand on lines of its own. */
export function removeEntry(
  text: string,
  map: SyntaxMap,
  entry: SyntaxEntry,
  manner: Manner,
): readonly TextEdit[] | undefined {
  const pieces = map.entries.map((each) => ({ ...spanOf(each), gone: each === entry }));
  return map.style === 'block'
    ? removeBlockEntry(text, map, entry)
    : editFlow(text, map, pieces, [], manner);
}

/** Puts another value in the place of that of an entry. */
export function replaceEntry(
  text: string,
  map: SyntaxMap,
  entry: SyntaxEntry,
  data: JsonData,
  manner: Manner,
): readonly TextEdit[] {
  const start = tagStart(text, entry.value.start, manner);
  return map.style === 'block' && isFirstOnLine(text, start)
    ? replaceBlockValue(text, entry.value, data, manner)
    : replaceFlowValue(text, entry, start, data, manner);
}

/**
 * Makes a list of a single value and adds to it.
 *
 * @param inner edits inside the value, which become a part of these.
 */
export function listOf(
  text: string,
  entry: SyntaxEntry,
  map: SyntaxMap,
  more: readonly JsonData[],
  manner: Manner,
  inner: readonly TextEdit[] = [],
): readonly TextEdit[] | undefined {
  const { value } = entry;
  const start = tagStart(text, value.start, manner);
  const isFlow = value.kind !== 'scalar' && value.style === 'flow';
  if (map.style === 'block' && !isFlow) {
    return wrapInBlock(text, map, entry, start, more, inner, manner);
  }
  const own = editedPart(text, start, value.end, inner);
  if (own === undefined) {
    return undefined;
  }
  const line = oneLineOf(text.slice(map.style === 'flow' ? map.start : start, value.end));
  if (line !== undefined || manner.language === 'yaml') {
    const items = more.map((data) =>
      flowText(
        data,
        manner,
        '',
        line ?? oneLineOf(text.slice(start, value.end).replace(/\n/g, '')),
      ),
    );
    return [{ start, end: value.end, text: `[${[own, ...items].join(line?.comma ?? ', ')}]` }];
  }
  const { lineBreak } = manner;
  const indent = lineIndent(text, entry.keyStart);
  const inside = indent + manner.indent;
  const items = [
    moveRight(own, manner.indent),
    ...more.map((data) => flowText(data, manner, inside, line)),
  ];
  const lines = items.map((item) => inside + item).join(`,${lineBreak}`);
  return [{ start, end: value.end, text: `[${lineBreak}${lines}${lineBreak}${indent}]` }];
}

function spanOf({ keyStart, value }: SyntaxEntry) {
  return { start: keyStart, end: value.end };
}

/** Where the tag or the anchor of a value begins, or the value itself. */
function tagStart(text: string, start: number, { language }: Manner): number {
  if (language !== 'yaml') {
    return start;
  }
  const before = text.slice(Math.max(lineStart(text, start), start - MOST_TAG_CHARACTERS), start);
  let tagged = before.length;
  for (const { index } of [...before.matchAll(/(?<!\S)\S/g)].reverse()) {
    if (!/^[!&][^\s,[\]{}]*[ \t]+$/.test(before.slice(index, tagged))) {
      break;
    }
    tagged = index;
  }
  return start - before.length + tagged;
}

const MOST_TAG_CHARACTERS = 200;
