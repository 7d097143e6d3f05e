import { Text } from 'ink';
import type { ReactNode } from 'react';
import { COLORS } from './theme.ts';

interface JsonLineProps {
  /** One line of JSON that is written over several. */
  readonly text: string;
}

/** A line of JSON, its key and its value in colours of their own. */
export function JsonLine({ text }: JsonLineProps): ReactNode {
  const [, indent = '', key = '', rest = text] =
    /^(\s*)("(?:[^"\\]|\\.)*":)?(.*)$/.exec(text) ?? [];
  const isText = rest.trim().startsWith('"');
  return (
    <Text wrap="truncate">
      {indent}
      <Text color={COLORS.title}>{key}</Text>
      <Text {...(isText ? { color: COLORS.chosen } : {})}>{rest}</Text>
    </Text>
  );
}
