import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { NodeGroup, ShownNode } from '../core/interview/node-groups.ts';
import type { NodesScreen } from '../core/interview/screen.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { useHelp, warningLine } from './help.tsx';
import { keyed } from './keyed.ts';
import { heightOf, useFrameSize, useRoom } from './room.ts';
import { Tinted } from './tinted.tsx';
import { hasFilter, useFilteredList } from './use-filtered-list.ts';

interface NodesProps {
  readonly screen: NodesScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

const KEYS = ['↑↓ nodes', 'Enter continue', 'type to filter', '? help', 'Esc back', 'Ctrl-C quit'];

/** As many uses of a node as are shown at once. */
const MOST_USES = 6;

/** As few lines of the list as are shown, however much there is beside it. */
const LEAST_LINES = 5;

/** The nodes by kind, and what the chosen one uses. */
export function NodesView({ screen, onAnswer }: NodesProps): ReactNode {
  const { groups, silent } = screen;
  const showHelp = useHelp();
  const { columns } = useFrameSize();
  const around = { ...screen, keys: KEYS };
  const { at, filter } = useFilteredList({
    count: (typed) => nodesIn(filtered(groups, typed)).length,
    onEnter: () => onAnswer(['read']),
    onHelp: showHelp,
  });
  const left = filtered(groups, filter);
  const nodes = nodesIn(left);
  const current = nodes[at];
  const quiet =
    silent.length === 0
      ? ''
      : printable(`Without a need: ${silent.map(({ name }) => name).join(', ')}`, columns - 1);
  const lines = linesOf(left);
  const height = (texts: readonly string[]) => heightOf(texts, columns);
  // The list comes first: what is beside it is shown as far as there is room.
  const filterRows = filter === '' ? 0 : 1;
  const inside = useRoom(around) - height([quiet]) - filterRows;
  const spare = inside - Math.min(lines.length, LEAST_LINES);
  const cautions = [allWarnings(screen), shortWarnings(screen)].find(
    (texts) => height(texts) < spare,
  );
  const usesLeft = spare - height(cautions ?? []) - 1;
  const uses = [usesOf(current, MOST_USES), usesOf(current, 1)].find(
    (texts) => height(texts) <= usesLeft,
  );
  const taken = height([...(uses ?? []), ...(cautions ?? [])]) + (uses?.length ? 1 : 0);
  const room = Math.max(1, inside - taken);
  const line = lines.findIndex((each) => each.node === at);
  const start = Math.max(0, Math.min(line - room + 1, lines.length - room));
  return (
    <Frame {...around}>
      {filter !== '' && <Text>Filter: {filter}</Text>}
      {lines.length === 0 && groups.length > 0 && (
        <Text>Nothing matches; Backspace widens the filter.</Text>
      )}
      {keyed(lines)
        .slice(start, start + room)
        .map(({ key, line: { text, node } }) => (
          <Tinted key={key} wrap="truncate" {...lineStyle(node, at)}>
            {node === undefined ? '' : node === at ? '❯ ' : '  '}
            {text}
          </Tinted>
        ))}
      {quiet !== '' && (
        <Text dimColor wrap="truncate">
          {quiet}
        </Text>
      )}
      {uses !== undefined && uses.length > 0 && (
        <Box flexDirection="column" marginTop={1}>
          {keyed(uses).map(({ key, line: text }) => (
            <Tinted key={key} tone="why">
              {text}
            </Tinted>
          ))}
        </Box>
      )}
      {keyed(cautions ?? []).map(({ key, line: text }) => (
        <Tinted key={key} tone="warning">
          {text}
        </Tinted>
      ))}
    </Frame>
  );
}

interface NodeLine {
  readonly text: string;
  /** Which node it is; missing for the heading of a kind. */
  readonly node?: number;
}

function lineStyle(node: number | undefined, at: number) {
  return node === undefined ? { bold: true } : node === at ? ({ tone: 'chosen' } as const) : {};
}

/** The groups with the nodes that have what is typed in what is shown of them. */
function filtered(groups: readonly NodeGroup[], filter: string): readonly NodeGroup[] {
  return groups
    .map(({ kind, nodes }) => ({
      kind,
      nodes: nodes.filter(({ name, place, uses }) =>
        hasFilter(
          [kind, name, place.file, ...uses.map(({ resource }) => resource)].join(' '),
          filter,
        ),
      ),
    }))
    .filter(({ nodes }) => nodes.length > 0);
}

function nodesIn(groups: readonly NodeGroup[]): readonly ShownNode[] {
  return groups.flatMap(({ nodes }) => nodes);
}

function linesOf(groups: readonly NodeGroup[]): readonly NodeLine[] {
  let number = -1;
  return groups.flatMap(({ kind, nodes }) => [
    { text: `${printable(kind, 60)} (${nodes.length})` },
    ...nodes.map(({ name, place, uses }) => {
      number += 1;
      const what = uses[0]?.resource ?? '';
      const more = uses.length > 1 ? ` and ${uses.length - 1} more` : '';
      return {
        text: printable(`${name}  ${showLine(place)}  ${what}${more}`, 400),
        node: number,
      };
    }),
  ]);
}

function usesOf(node: ShownNode | undefined, most: number): readonly string[] {
  const lines = (node?.uses ?? []).map(({ actions, resource }) =>
    printable(`${actions.join(', ')} on ${resource}`, 400),
  );
  return lines.length > most
    ? [...lines.slice(0, most), `… and ${lines.length - most} more`]
    : lines;
}

function allWarnings({ warnings }: NodesScreen): readonly string[] {
  return warnings.map(warningLine);
}

/** For small screens: the help of the screen says them all. */
function shortWarnings({ warnings }: NodesScreen): readonly string[] {
  return [`! ${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}: ? shows them`];
}
