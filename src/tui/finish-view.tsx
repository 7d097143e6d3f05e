import { Text, useWindowSize } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useEffect } from 'react';
import type { FinishScreen } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { keyed } from './keyed.ts';
import { COLORS } from './theme.ts';

interface FinishProps {
  readonly screen: FinishScreen;
  /** Why saving did not go through: files are there that would be replaced. */
  readonly problem: string | undefined;
  /** What would change, as a diff. */
  readonly diff?: string | undefined;
  readonly onSave: (replace: boolean) => void;
}

/** Rows that the question needs beside the diff. */
const ROWS_BESIDE = 12;

/** Saves at once; asks only when something would be replaced, and shows what would change. */
export function FinishView({ screen, problem, diff = '', onSave }: FinishProps): ReactNode {
  const { rows } = useWindowSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: saving is tried once, when the screen comes up
  useEffect(() => onSave(false), []);
  if (problem === undefined) {
    return <Text>Saving …</Text>;
  }
  const lines = diff.split('\n').filter((line) => line !== '');
  const room = Math.max(0, rows - ROWS_BESIDE);
  return (
    <Frame
      {...screen}
      title={lines.length > 0 ? 'Replace what is there?' : 'It cannot be saved there'}
      why={problem}
      keys={[...(lines.length > 0 ? ['Enter replace'] : []), 'Esc back', 'Ctrl-C quit']}
    >
      {keyed(lines.slice(0, room)).map(({ key, line }) => (
        <Text key={key} wrap="truncate" {...colorOf(line)}>
          {printable(line, 400)}
        </Text>
      ))}
      {lines.length > room && <Text dimColor>… {lines.length - room} more lines</Text>}
      {lines.length > 0 && (
        <SelectInput
          items={[{ label: 'Replace', value: true }]}
          onSelect={({ value }) => onSave(value)}
        />
      )}
    </Frame>
  );
}

function colorOf(line: string): { readonly color?: string } {
  return line.startsWith('+')
    ? { color: COLORS.chosen }
    : line.startsWith('-')
      ? { color: COLORS.error }
      : {};
}
