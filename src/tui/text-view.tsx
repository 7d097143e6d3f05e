import { Box, Text } from 'ink';
import { type ReactNode, useRef, useState } from 'react';
import { answerIn, complaintAbout, surpriseIn } from '../core/interview/complaint.ts';
import type { Option, TextScreen } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { useHelp } from './help.tsx';
import { keyed } from './keyed.ts';
import { type Line, lineOf, textOf } from './line.ts';
import { rowsOf, useFrameSize, useRoom } from './room.ts';
import { TextInput } from './text-input.tsx';
import { Tinted } from './tinted.tsx';
import { hasFilter } from './use-filtered-list.ts';
import { useKeys } from './use-keys.ts';

const MOST_SUGGESTIONS = 6;

interface TextProps {
  readonly screen: TextScreen;
  /** What the outside world says against the last answer. */
  readonly problem?: string | undefined;
  readonly onAnswer: (values: readonly string[]) => void;
}

/** What is typed, and the suggestion that is chosen; -1 where none is. */
interface Typing {
  readonly line: Line;
  readonly at: number;
}

/** A line of text, with suggestions that match what is typed. */
export function TextView({ screen, problem, onAnswer }: TextProps): ReactNode {
  const showHelp = useHelp();
  const { columns } = useFrameSize();
  const [typing, setTyping] = useState<Typing>(() => ({ line: lineOf(screen.initial), at: -1 }));
  // Several keys can arrive before the next drawing: each starts from what the last one left.
  const latest = useRef(typing);
  const [wrong, setWrong] = useState<string>();
  const [surprise, setSurprise] = useState<string>();
  const [touched, setTouched] = useState(false);
  const { line, at } = typing;
  const value = textOf(line);
  const matching = matchingIn(screen, value);
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
  const become = (next: Typing) => {
    latest.current = next;
    setTyping(next);
  };
  const move = (step: number) => {
    const last = matchingIn(screen, textOf(latest.current.line)).length - 1;
    const to = Math.max(-1, Math.min(latest.current.at + step, last));
    become({ ...latest.current, at: to });
    setSurprise(undefined);
  };
  useKeys((_, key) => {
    if (key.downArrow || (key.tab && !key.shift)) {
      move(1);
    } else if (key.upArrow || key.tab) {
      move(-1);
    }
  });
  const change = (next: Line) => {
    // A question mark begins no answer: it asks for help.
    if (textOf(latest.current.line) === '' && textOf(next) === '?') {
      showHelp();
      return;
    }
    become({ line: next, at: -1 });
    setWrong(undefined);
    setSurprise(undefined);
    setTouched(true);
  };
  const submit = (text: string) => {
    const answer = answerIn(text, screen);
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
          onSubmit={(text) => submit(matchingIn(screen, text)[latest.current.at]?.value ?? text)}
        />
      </Box>
      {keyed(matching)
        .slice(start, start + most)
        .map(({ key, line: option }) => (
          <Tinted
            key={option.value}
            wrap="truncate"
            tone={key === at ? 'chosen' : undefined}
            dimColor={key !== at}
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

/** The suggestions that have a text in them. */
function matchingIn({ suggestions }: TextScreen, text: string): readonly Option[] {
  return suggestions.filter(({ label, detail = '' }) => hasFilter(`${label} ${detail}`, text));
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
