import { Box, Text, useInput } from 'ink';
import { type ReactNode, useState } from 'react';
import { complaintAbout, surpriseIn } from '../core/interview/complaint.ts';
import type { TextScreen } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { useHelp } from './help.tsx';
import { keyed } from './keyed.ts';
import { type Line, lineOf, textOf } from './line.ts';
import { rowsOf, useFrameSize, useRoom } from './room.ts';
import { TextInput } from './text-input.tsx';
import { Tinted } from './tinted.tsx';

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
  const { columns } = useFrameSize();
  const [line, setLine] = useState(() => lineOf(screen.initial));
  const [at, setAt] = useState(-1);
  const [wrong, setWrong] = useState<string>();
  const [surprise, setSurprise] = useState<string>();
  const [touched, setTouched] = useState(false);
  const value = textOf(line);
  const matching = screen.suggestions.filter(({ label, detail = '' }) =>
    `${label} ${detail}`.toLowerCase().includes(value.toLowerCase()),
  );
  const around = {
    ...screen,
    problem: wrong ?? surprise ?? (touched ? undefined : problem),
    keys: [
      ...(matching.length > 0 ? ['↑↓ suggestions'] : []),
      ...enterKey(screen, value, surprise, at),
      ...(value === '' ? ['? help'] : []),
      'Esc back',
      'Ctrl-C quit',
    ],
  };
  const room = useRoom(around) - rowsOf(`> ${value} `, columns);
  const most = Math.max(0, Math.min(MOST_SUGGESTIONS, room - 1));
  const start = Math.max(0, at - most + 1);
  useInput((_, key) => {
    if (key.downArrow || (key.tab && !key.shift)) {
      setAt(Math.min(at + 1, matching.length - 1));
    } else if (key.upArrow || key.tab) {
      setAt(Math.max(at - 1, -1));
    }
  });
  const change = (next: Line) => {
    // A question mark begins no answer: it asks for help.
    if (value === '' && textOf(next) === '?') {
      showHelp();
      return;
    }
    setLine(next);
    setAt(-1);
    setWrong(undefined);
    setSurprise(undefined);
    setTouched(true);
  };
  const submit = (text: string) => {
    const answer = text.trim();
    const complaint = complaintAbout(answer, screen);
    const surprising = complaint === undefined ? surpriseIn(answer, screen) : undefined;
    setTouched(false);
    if (complaint !== undefined) {
      setWrong(complaint);
    } else if (surprising !== undefined && surprise === undefined) {
      setSurprise(surprising);
    } else {
      onAnswer([answer]);
    }
  };
  return (
    <Frame {...around}>
      <Box>
        <Box flexShrink={0}>
          <Tinted tone="chosen">{'> '}</Tinted>
        </Box>
        <TextInput
          line={line}
          onChange={change}
          onSubmit={(text) => submit(matching[at]?.value ?? text)}
        />
      </Box>
      {keyed(matching)
        .slice(start, start + most)
        .map(({ key, line: option }) => (
          <Tinted
            key={option.value}
            wrap="truncate"
            tone={key === at ? 'chosen' : undefined}
            dimColor={!(key === at)}
          >
            {key === at ? '❯' : ' '} {printable(option.label)}
            {option.detail === undefined ? '' : ` – ${printable(option.detail)}`}
          </Tinted>
        ))}
      {matching.length > most && most > 0 && (
        <Text dimColor>
          {'  '}
          {matching.length} in all
        </Text>
      )}
    </Frame>
  );
}

/** What Enter does, if anything. */
function enterKey(
  { empty }: TextScreen,
  value: string,
  surprise: string | undefined,
  at: number,
): readonly string[] {
  if (at >= 0) {
    return ['Enter take it'];
  }
  if (surprise !== undefined) {
    return ['Enter take it all the same'];
  }
  return value !== '' ? ['Enter continue'] : empty === undefined ? [] : [`Enter alone: ${empty}`];
}
