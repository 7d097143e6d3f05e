import { Text } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import type { FinishScreen } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { keyed } from './keyed.ts';
import { useRoom } from './room.ts';
import { Tinted, type Tone } from './tinted.tsx';
import { ActiveContext, useKeys } from './use-keys.ts';

interface FinishProps {
  readonly screen: FinishScreen;
  /** Why saving did not go through: files are there that would be replaced. */
  readonly problem: string | undefined;
  /** What would change, as a diff. */
  readonly diff?: string | undefined;
  readonly onSave: (replace: boolean) => void;
}

/** Saves at once; asks only when something would be replaced, and shows what would change. */
export function FinishView({ screen, problem, diff = '', onSave }: FinishProps): ReactNode {
  // biome-ignore lint/correctness/useExhaustiveDependencies: saving is tried once, when the screen comes up
  useEffect(() => onSave(false), []);
  const isActive = useContext(ActiveContext);
  const [scroll, setScroll] = useState(0);
  const lines = diff.split('\n').filter((line) => line !== '');
  const around = {
    ...screen,
    title: lines.length > 0 ? 'Replace what is there?' : 'It cannot be saved there',
    why: problem ?? '',
    keys: [
      ...(lines.length > 0 ? ['PgUp PgDn scroll', 'Enter replace'] : []),
      'Esc back',
      'Ctrl-C quit',
    ],
  };
  // Below the diff: how much of it is not shown, and what to choose.
  const room = Math.max(1, useRoom(around) - 2);
  const most = Math.max(0, lines.length - room);
  useKeys((_, key) => {
    if (key.pageDown) {
      setScroll((before) => Math.min(before + room, most));
    } else if (key.pageUp) {
      setScroll((before) => Math.max(before - room, 0));
    }
  });
  const from = Math.min(scroll, most);
  if (problem === undefined) {
    return <Text>Saving …</Text>;
  }
  return (
    <Frame {...around}>
      {keyed(lines)
        .slice(from, from + room)
        .map(({ key, line }) => (
          <Tinted key={key} wrap="truncate" tone={toneOf(line)}>
            {printable(line, 400)}
          </Tinted>
        ))}
      {lines.length > from + room && (
        <Text dimColor>… {lines.length - from - room} more lines</Text>
      )}
      {lines.length > 0 && (
        <SelectInput
          items={[{ label: 'Replace', value: true }]}
          isFocused={isActive}
          onSelect={({ value }) => onSave(value)}
        />
      )}
    </Frame>
  );
}

function toneOf(line: string): Tone | undefined {
  return line.startsWith('+') ? 'chosen' : line.startsWith('-') ? 'error' : undefined;
}
