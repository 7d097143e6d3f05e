import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Finding } from '../core/compare/finding.ts';
import type { FindingsScreen } from '../core/interview/screen.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { useHelp } from './help.tsx';
import { keyed } from './keyed.ts';
import { rowsOf, useFrameSize, useRoom } from './room.ts';
import { Tinted } from './tinted.tsx';
import { hasFilter, useFilteredList } from './use-filtered-list.ts';

interface FindingsProps {
  readonly screen: FindingsScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

const KEYS = [
  '↑↓ findings',
  'Enter continue',
  'type to filter',
  '? help',
  'Esc back',
  'Ctrl-C quit',
];

/** What a policy lacks and has left over, one by one. */
export function FindingsView({ screen, onAnswer }: FindingsProps): ReactNode {
  const { findings: all } = screen;
  const showHelp = useHelp();
  const { columns } = useFrameSize();
  const around = { ...screen, keys: KEYS };
  const matching = (typed: string) => all.filter((one) => hasFilter(lineOf(one), typed));
  const { at, filter } = useFilteredList({
    count: (typed) => matching(typed).length,
    onEnter: () => onAnswer(['read']),
    onHelp: showHelp,
  });
  const findings = matching(filter);
  const current = findings[at];
  const why = current === undefined ? '' : printable(current.why, 400);
  const left = useRoom(around) - rowsOf(why, columns) - (filter === '' ? 1 : 2);
  // One row tells which part of the list is shown.
  const room = Math.max(1, findings.length > left ? left - 1 : findings.length);
  const start = Math.max(0, Math.min(at - room + 1, findings.length - room));
  return (
    <Frame {...around}>
      {filter !== '' && <Text>Filter: {filter}</Text>}
      {keyed(findings)
        .slice(start, start + room)
        .map(({ key, line }) => (
          <Tinted key={key} wrap="truncate" tone={key === at ? 'chosen' : undefined}>
            {key === at ? '❯' : ' '} {lineOf(line)}
          </Tinted>
        ))}
      {findings.length > room && (
        <Text dimColor>
          {start + 1}–{start + room} of {findings.length}
        </Text>
      )}
      {findings.length === 0 && all.length > 0 && (
        <Text>Nothing matches; Backspace widens the filter.</Text>
      )}
      {all.length === 0 && <Text>Nothing is missing, and nothing is left over.</Text>}
      {current !== undefined && (
        <Box marginTop={1}>
          <Tinted tone="why">{why}</Tinted>
        </Box>
      )}
    </Frame>
  );
}

function lineOf({ kind, action, resource, place }: Finding): string {
  return printable(`${kind} ${action} on ${resource} (${showLine(place)})`, 400);
}
