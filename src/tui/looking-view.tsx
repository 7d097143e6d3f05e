import { Text, useInput } from 'ink';
import Spinner from 'ink-spinner';
import type { ReactNode } from 'react';
import { Frame } from './frame.tsx';

interface LookingProps {
  /** How many files were looked at. */
  readonly files: number;
  /** Ends the search; missing while it has not begun. */
  readonly onStop?: () => void;
}

/**
 * The first screen: flows are being looked for. It is plain ASCII, as the width of anything else
 * takes much longer to find out, and the first screen should be there at once.
 */
export function LookingView({ files, onStop }: LookingProps): ReactNode {
  useInput((_, key) => {
    if (key.escape || key.return) {
      onStop?.();
    }
  });
  return (
    <Frame
      title="flow-role-wizard"
      why="Gives an Amazon Bedrock flow exactly the IAM role that its nodes need."
      keys={[...(onStop === undefined ? [] : ['Esc stop looking']), 'Ctrl-C quit']}
    >
      <Text>
        <Spinner type="line" /> Looking for flows in this directory
        {files > 0 ? `, ${files} ${files === 1 ? 'file' : 'files'} so far` : ''} ...
      </Text>
    </Frame>
  );
}
