import { Text } from 'ink';
import Spinner from 'ink-spinner';
import type { ReactNode } from 'react';
import type { WaitingScreen } from '../core/interview/screen.ts';
import { Frame } from './frame.tsx';

interface WaitingProps {
  readonly screen: WaitingScreen;
}

/** Something is being found out. */
export function WaitingView({ screen }: WaitingProps): ReactNode {
  return (
    <Frame {...screen} keys={['Esc back', 'Ctrl-C quit']}>
      <Text>
        <Spinner /> waiting
      </Text>
    </Frame>
  );
}
