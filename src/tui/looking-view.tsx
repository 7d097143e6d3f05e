import { Text, useInput } from 'ink';
import Spinner from 'ink-spinner';
import type { ReactNode } from 'react';
import { Frame } from './frame.tsx';

interface LookingProps {
  /** How many files were looked at. */
  readonly files: number;
  readonly onStop: () => void;
}

/** The first screen: flows are being looked for. */
export function LookingView({ files, onStop }: LookingProps): ReactNode {
  useInput((_, key) => {
    if (key.escape || key.return) {
      onStop();
    }
  });
  return (
    <Frame
      title="flow-role-wizard"
      why="Gives an Amazon Bedrock flow exactly the IAM role that its nodes need."
      keys={['Esc stop looking', 'Ctrl-C quit']}
    >
      <Text>
        <Spinner /> Looking for flows in this directory
        {files > 0 ? `, ${files} ${files === 1 ? 'file' : 'files'} so far` : ''} …
      </Text>
    </Frame>
  );
}
