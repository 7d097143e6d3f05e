import { Text } from 'ink';
import { type ReactNode, useRef } from 'react';
import { type Line, pressed, textOf, typed } from './line.ts';
import { useKeys } from './use-keys.ts';

interface TextInputProps {
  readonly line: Line;
  readonly onChange: (line: Line) => void;
  readonly onSubmit: (text: string) => void;
}

/**
 * A line of text with a cursor. Several keys can arrive before the next drawing, so each starts
 * from the line that the key before it left, not from the one that is drawn; the text inputs that
 * there are for Ink lose keys then.
 */
export function TextInput({ line, onChange, onSubmit }: TextInputProps): ReactNode {
  const latest = useRef(line);
  latest.current = line;
  const change = (next: Line) => {
    latest.current = next;
    onChange(next);
  };
  useKeys((input, key) => {
    const moved = pressed(latest.current, input, key);
    if (key.return) {
      onSubmit(textOf(latest.current));
    } else if (moved !== undefined) {
      change(moved);
    } else if (!key.ctrl && !key.meta && !key.tab && input !== '') {
      const next = typed(latest.current, input);
      change(next.line);
      if (next.isEntered) {
        onSubmit(textOf(next.line));
      }
    }
  });
  const [under = ' '] = line.after;
  return (
    <Text>
      {line.before}
      <Text inverse>{under}</Text>
      {line.after.slice(under.length)}
    </Text>
  );
}
