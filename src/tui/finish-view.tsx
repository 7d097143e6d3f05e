import { Text } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useEffect } from 'react';
import type { FinishScreen } from '../core/interview/screen.ts';
import { Frame } from './frame.tsx';

interface FinishProps {
  readonly screen: FinishScreen;
  /** Why saving did not go through: files are there that would be replaced. */
  readonly problem: string | undefined;
  readonly onSave: (replace: boolean) => void;
}

/** Saves at once; asks only when something would be replaced. */
export function FinishView({ screen, problem, onSave }: FinishProps): ReactNode {
  // biome-ignore lint/correctness/useExhaustiveDependencies: saving is tried once, when the screen comes up
  useEffect(() => onSave(false), []);
  return problem === undefined ? (
    <Text>Saving …</Text>
  ) : (
    <Frame
      {...screen}
      title="Replace what is there?"
      why={problem}
      keys={['↑↓ move', 'Enter choose', 'Esc back']}
    >
      <SelectInput
        items={[{ label: 'Replace', value: true }]}
        onSelect={({ value }) => onSave(value)}
      />
    </Frame>
  );
}
