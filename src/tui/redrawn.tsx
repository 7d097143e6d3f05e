import { Box, Text, useStdout } from 'ink';
import { type ReactNode, useEffect, useState } from 'react';

const CLEAR = '\u001b[2J\u001b[H';

interface RedrawnProps {
  /** Makes Ink forget what it drew. */
  readonly clear: () => void;
  readonly children: ReactNode;
}

/**
 * Draws everything anew when the size of the terminal changes. Ink writes what has changed since
 * its last drawing, and of that the terminal may have broken lines, moved or lost them meanwhile.
 */
export function Redrawn({ clear, children }: RedrawnProps): ReactNode {
  const { stdout } = useStdout();
  const [count, setCount] = useState(0);
  useEffect(() => {
    const redraw = () => {
      clear();
      stdout.write(CLEAR);
      setCount((before) => before + 1);
    };
    stdout.on('resize', redraw);
    return () => {
      stdout.off('resize', redraw);
    };
  }, [stdout, clear]);
  return (
    <Box flexDirection="column">
      {children}
      {/* Ink does not write a drawing that is the same as the last: every other has a blank row. */}
      {count % 2 === 1 && <Text> </Text>}
    </Box>
  );
}
