import { Box, Text, useInput, useWindowSize } from 'ink';
import { type ReactNode, useState } from 'react';
import type { Finding } from '../core/compare/finding.ts';
import type { FindingsScreen } from '../core/interview/screen.ts';
import { showLine } from '../core/place.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { keyed } from './keyed.ts';
import { COLORS } from './theme.ts';

interface FindingsProps {
  readonly screen: FindingsScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

const KEYS = ['↑↓ findings', 'Enter continue', 'Esc back', 'Ctrl-C quit'];

/** Rows beside the list: title, why, keys, and the blank lines between them. */
const ROWS_BESIDE = 9;

/** What a policy lacks and has left over, one by one. */
export function FindingsView({ screen, onAnswer }: FindingsProps): ReactNode {
  const { findings } = screen;
  const { rows } = useWindowSize();
  const [at, setAt] = useState(0);
  useInput((_, key) => {
    if (key.downArrow || (key.tab && !key.shift)) {
      setAt(Math.min(at + 1, Math.max(findings.length - 1, 0)));
    } else if (key.upArrow || (key.tab && key.shift)) {
      setAt(Math.max(at - 1, 0));
    } else if (key.return) {
      onAnswer(['read']);
    }
  });
  const room = Math.max(1, Math.min(findings.length, rows - ROWS_BESIDE - 4));
  const start = Math.max(0, Math.min(at - room + 1, findings.length - room));
  const current = findings[at];
  return (
    <Frame {...screen} keys={KEYS}>
      {keyed(findings)
        .slice(start, start + room)
        .map(({ key, line }) => (
          <Text key={key} wrap="truncate" {...(key === at ? { color: COLORS.chosen } : {})}>
            {key === at ? '❯' : ' '} {lineOf(line)}
          </Text>
        ))}
      {findings.length === 0 && <Text>Nothing is missing, and nothing is left over.</Text>}
      {current !== undefined && (
        <Box marginTop={1}>
          <Text color={COLORS.why}>{printable(current.why, 400)}</Text>
        </Box>
      )}
    </Frame>
  );
}

function lineOf({ kind, action, resource, place }: Finding): string {
  return printable(`${kind} ${action} on ${resource} (${showLine(place)})`, 400);
}
