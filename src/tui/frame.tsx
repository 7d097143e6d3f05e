import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../core/printable.ts';
import { COLORS } from './theme.ts';

interface FrameProps {
  readonly title: string;
  /** One line that says why this is asked. */
  readonly why: string;
  /** What is wrong with the last input; shown above the keys. */
  readonly problem?: string | undefined;
  /** The keys that work here, as `Enter continue`. */
  readonly keys: readonly string[];
  readonly children: ReactNode;
}

/** One screen: what is asked, why, the answer, and the keys. */
export function Frame({ title, why, problem, keys, children }: FrameProps): ReactNode {
  return (
    <Box flexDirection="column">
      <Text bold color={COLORS.title}>
        {printable(title, 600)}
      </Text>
      <Text color={COLORS.why}>{printable(why, 600)}</Text>
      <Box flexDirection="column" marginY={1}>
        {children}
      </Box>
      {problem !== undefined && <Text color={COLORS.error}>! {printable(problem, 600)}</Text>}
      <Text dimColor>{keys.join('  ·  ')}</Text>
    </Box>
  );
}
