import { Text, useInput } from 'ink';
import { type ReactNode, useRef } from 'react';

interface TextInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit: (value: string) => void;
}

/**
 * A line of text with its cursor at the end. Several keys can arrive before the next drawing, so
 * each starts from the text that the key before it left, not from the one that is drawn.
 */
export function TextInput({ value, onChange, onSubmit }: TextInputProps): ReactNode {
  const latest = useRef(value);
  latest.current = value;
  const change = (next: string) => {
    latest.current = next;
    onChange(next);
  };
  useInput((input, key) => {
    if (key.return) {
      onSubmit(latest.current);
    } else if (key.backspace || key.delete) {
      change([...latest.current].slice(0, -1).join(''));
    } else if (!key.ctrl && !key.meta && !key.tab && input !== '') {
      change(latest.current + input);
    }
  });
  return (
    <Text>
      {value}
      <Text inverse> </Text>
    </Text>
  );
}
