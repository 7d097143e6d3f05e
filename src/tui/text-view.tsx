import { Box, Text, useInput } from 'ink';
import { type ReactNode, useState } from 'react';
import { complaintAbout } from '../core/interview/complaint.ts';
import type { TextScreen } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { useHelp } from './help.tsx';
import { TextInput } from './text-input.tsx';
import { COLORS } from './theme.ts';

const MOST_SUGGESTIONS = 6;

interface TextProps {
  readonly screen: TextScreen;
  /** What the outside world says against the last answer. */
  readonly problem?: string | undefined;
  readonly onAnswer: (values: readonly string[]) => void;
}

/** A line of text, with suggestions that match what is typed. */
export function TextView({ screen, problem, onAnswer }: TextProps): ReactNode {
  const showHelp = useHelp();
  const [value, setValue] = useState(printable(screen.initial, 4096));
  const [at, setAt] = useState(-1);
  const [wrong, setWrong] = useState<string>();
  const [touched, setTouched] = useState(false);
  const matching = screen.suggestions.filter(({ label, detail = '' }) =>
    `${label} ${detail}`.toLowerCase().includes(value.toLowerCase()),
  );
  const shown = matching.slice(0, MOST_SUGGESTIONS);
  useInput((_, key) => {
    if (key.downArrow || (key.tab && !key.shift)) {
      setAt(Math.min(at + 1, shown.length - 1));
    } else if (key.upArrow || key.tab) {
      setAt(Math.max(at - 1, -1));
    }
  });
  const submit = (typed: string) => {
    const answer = typed.trim();
    const complaint = complaintAbout(answer, screen);
    setTouched(false);
    if (complaint === undefined) {
      onAnswer([answer]);
    } else {
      setWrong(complaint);
    }
  };
  return (
    <Frame
      {...screen}
      problem={wrong ?? (touched ? undefined : problem)}
      keys={[
        ...(shown.length > 0 ? ['↑↓ suggestions'] : []),
        screen.empty === undefined ? 'Enter continue' : `Enter alone: ${screen.empty}`,
        ...(value === '' ? ['? help'] : []),
        'Esc back',
        'Ctrl-C quit',
      ]}
    >
      <Box>
        <Box flexShrink={0}>
          <Text color={COLORS.chosen}>{'> '}</Text>
        </Box>
        <TextInput
          value={value}
          onChange={(typed) => {
            // A question mark begins no answer: it asks for help.
            if (value === '' && typed === '?') {
              setValue('');
              showHelp();
              return;
            }
            const { line, isEntered } = typedLine(typed);
            setValue(line);
            setAt(-1);
            setWrong(undefined);
            setTouched(true);
            if (isEntered) {
              submit(line);
            }
          }}
          onSubmit={(typed) => submit(shown[at]?.value ?? typed)}
        />
      </Box>
      {shown.map((option, index) => (
        <Text
          key={option.value}
          {...(index === at ? { color: COLORS.chosen } : { dimColor: true })}
        >
          {index === at ? '❯' : ' '} {printable(option.label)}{' '}
          {option.detail === undefined ? '' : `– ${printable(option.detail)}`}
        </Text>
      ))}
    </Frame>
  );
}

/**
 * What a text is once its keys have taken effect: keys that come fast, and pasted lines, arrive as
 * one text with Enter and Backspace in it.
 */
function typedLine(typed: string): { readonly line: string; readonly isEntered: boolean } {
  const [first = '', ...rest] = typed.split(/[\r\n]/);
  const kept: string[] = [];
  for (const character of first) {
    if (character === '\u007f' || character === '\b') {
      kept.pop();
    } else {
      kept.push(character);
    }
  }
  return { line: printable(kept.join(''), 4096), isEntered: rest.length > 0 };
}
