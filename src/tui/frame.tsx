import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { printable } from '../core/printable.ts';
import { keyed } from './keyed.ts';
import { type Around, GAP, isTiny, MOST_CHARACTERS, shownNotes, useFrameSize } from './room.ts';
import { Tinted } from './tinted.tsx';

interface FrameProps extends Around {
  readonly children: ReactNode;
}

/** Of a small screen the question takes a part only, so that the keys stay in sight. */
const MOST_OF_TITLE = 1 / 2;

/**
 * One screen: what is asked, why, the answer, and the keys. It never is higher than the terminal; on
 * one of a few rows it leaves out why something is asked.
 */
export function Frame({ title, why, notes = [], problem, keys, children }: FrameProps): ReactNode {
  const { rows } = useFrameSize();
  const tiny = isTiny(rows);
  return (
    <Box flexDirection="column" maxHeight={rows} overflow="hidden">
      <Box
        maxHeight={Math.max(1, Math.floor(rows * (tiny ? MOST_OF_TITLE / 2 : MOST_OF_TITLE)))}
        flexShrink={0}
        overflow="hidden"
      >
        <Tinted bold tone="title">
          {printable(title, MOST_CHARACTERS)}
        </Tinted>
      </Box>
      {!tiny && (
        <Box flexShrink={0}>
          <Tinted tone="why">{printable(why, MOST_CHARACTERS)}</Tinted>
        </Box>
      )}
      {keyed(tiny ? [] : shownNotes(notes)).map(({ key, line }) => (
        <Box key={key}>
          <Tinted tone="warning">{printable(line, MOST_CHARACTERS)}</Tinted>
        </Box>
      ))}
      <Box flexDirection="column" marginY={tiny ? 0 : 1} overflow="hidden">
        <Box flexDirection="column" flexShrink={0}>
          {children}
        </Box>
      </Box>
      {problem !== undefined && (
        <Box flexShrink={0}>
          <Tinted tone="error">! {printable(problem, MOST_CHARACTERS)}</Tinted>
        </Box>
      )}
      <Box flexShrink={0}>
        <Text dimColor>{keys.join(GAP)}</Text>
      </Box>
    </Box>
  );
}
