import { Box, Text, useInput } from 'ink';
import { type ReactNode, useState } from 'react';
import type { ShownNode } from '../core/interview/node-groups.ts';
import type { NodesScreen } from '../core/interview/screen.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { useHelp, warningLine } from './help.tsx';
import { keyed } from './keyed.ts';
import { rowsOf, useFrameSize, useRoom } from './room.ts';
import { Tinted } from './tinted.tsx';

interface NodesProps {
  readonly screen: NodesScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

const KEYS = ['↑↓ nodes', 'Enter continue', '? help', 'Esc back', 'Ctrl-C quit'];

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
  const [at, setAt] = useState(0);
  const nodes = groups.flatMap((group) => group.nodes);
  useInput((input, key) => {
    if (key.downArrow || (key.tab && !key.shift)) {
      setAt((before) => Math.min(before + 1, Math.max(nodes.length - 1, 0)));
    } else if (key.upArrow || key.tab) {
      setAt((before) => Math.max(before - 1, 0));
    } else if (key.return) {
      onAnswer(['read']);
    } else if (input === '?') {
      showHelp();
    }
  });
  const current = nodes[at];
  const quiet =
    silent.length === 0
      ? ''
      : printable(`Without a need: ${silent.map(({ name }) => name).join(', ')}`, columns - 1);
  const lines = linesOf(screen);
  const height = (texts: readonly string[]) =>
    texts.reduce((sum, text) => sum + rowsOf(text, columns), 0);
  // The list comes first: what is beside it is shown as far as there is room.
  const left = useRoom(around) - height([quiet]) - Math.min(lines.length, LEAST_LINES);
  const cautions = [allWarnings(screen), shortWarnings(screen)].find(
    (texts) => height(texts) < left,
  );
  const usesLeft = left - height(cautions ?? []) - 1;
  const uses = [usesOf(current, MOST_USES), usesOf(current, 1)].find(
    (texts) => height(texts) <= usesLeft,
  );
  const taken = height([...(uses ?? []), ...(cautions ?? [])]) + (uses?.length ? 1 : 0);
  const room = left - taken + Math.min(lines.length, LEAST_LINES);
  const line = lines.findIndex((each) => each.node === at);
  const start = Math.max(0, Math.min(line - room + 1, lines.length - room));
  return (
    <Frame {...around}>
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

function linesOf({ groups }: NodesScreen): readonly NodeLine[] {
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
