import { Text } from 'ink';
import type { ReactNode } from 'react';
import { Tinted } from './tinted.tsx';

interface JsonLineProps {
  /** One line of JSON that is written over several. */
  readonly text: string;
}

/** A line of JSON, its key and its value in colours of their own. */
export function JsonLine({ text }: JsonLineProps): ReactNode {
  const [, indent = '', key = '', rest = text] =
    /^(\s*)("(?:[^"\\]|\\.)*":)?(.*)$/s.exec(text) ?? [];
  const isText = rest.trim().startsWith('"');
  return (
    <Text wrap="truncate">
      {indent}
      <Tinted tone="title">{key}</Tinted>
      <Tinted tone={isText ? 'chosen' : undefined}>{rest}</Tinted>
    </Text>
  );
}
