import { Text } from 'ink';
import { type ReactNode, useRef, useState } from 'react';
import type { ChooseScreen, Option } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { useHelp } from './help.tsx';
import { rowsOf, useFrameSize, useRoom } from './room.ts';
import { Tinted } from './tinted.tsx';
import { hasFilter } from './use-filtered-list.ts';
import { useKeys } from './use-keys.ts';

/** As many lines as a list takes at once. */
const MOST_LINES = 12;

interface ChooseProps {
  readonly screen: ChooseScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

/** What is marked, where the cursor stands, and what is typed to filter. */
interface Choice {
  readonly marked: readonly string[];
  readonly at: number;
  readonly filter: string;
}

/** A list to choose one or several from; typing leaves only what matches. */
export function ChooseView({ screen, onAnswer }: ChooseProps): ReactNode {
  const { options, multiple, least } = screen;
  const showHelp = useHelp();
  const { columns } = useFrameSize();
  const [choice, setChoice] = useState<Choice>(() => startOf(screen));
  // Several keys can arrive before the next drawing: each starts from what the last one left.
  const latest = useRef(choice);
  const [problem, setProblem] = useState<string>();
  const matching = (filter: string) => options.filter((option) => matches(option, filter));
  const change = (next: Partial<Choice>) => {
    latest.current = { ...latest.current, ...next };
    setChoice(latest.current);
  };
  const move = (step: number) => {
    const { at, filter } = latest.current;
    const count = Math.max(matching(filter).length, 1);
    change({ at: (at + step + count) % count });
  };
  const submit = () => {
    const { marked, at, filter } = latest.current;
    const shown = matching(filter);
    const current = shown[Math.min(at, shown.length - 1)];
    const answer =
      multiple && (marked.length > 0 || least === 0) ? marked : current ? [current.value] : [];
    if (answer.length < least) {
      setProblem(multiple ? 'Choose at least one with the space bar.' : 'Nothing matches.');
    } else {
      onAnswer(options.map(({ value }) => value).filter((value) => answer.includes(value)));
    }
  };
  const type = (input: string) => {
    for (const character of input) {
      const { marked, at, filter } = latest.current;
      const option = matching(filter)[at];
      if (character === '\r' || character === '\n') {
        submit();
        return;
      }
      if (character === ' ' && multiple) {
        change(option === undefined ? {} : { marked: toggled(marked, option.value) });
      } else if (character === '?' && filter === '') {
        showHelp();
      } else {
        change({ filter: filter + printable(character), at: 0 });
      }
    }
  };
  useKeys((input, key) => {
    setProblem(undefined);
    if (key.upArrow || (key.tab && key.shift)) {
      move(-1);
    } else if (key.downArrow || key.tab) {
      move(1);
    } else if (key.backspace || key.delete) {
      change({ filter: [...latest.current.filter].slice(0, -1).join('') });
    } else if (key.return) {
      submit();
    } else if (!key.ctrl && !key.meta && !key.escape) {
      type(input);
    }
  });
  const shown = matching(choice.filter);
  const current = Math.min(choice.at, Math.max(shown.length - 1, 0));
  const around = { ...screen, problem, keys: keysOf(multiple) };
  const filterRows = choice.filter === '' ? 0 : 1;
  // What does not fit into its row stands below the list while the cursor is on it.
  const chosen = shown[current];
  const whole = chosen === undefined ? '' : labelOf(chosen);
  const isCut = rowsOf(`❯ ${multiple ? '[ ] ' : ''}${whole}`, columns) > 1;
  const below = isCut ? rowsOf(whole, columns) : 0;
  // One row tells which part of the list is shown.
  const room = useRoom(around) - filterRows - below;
  const most = Math.max(1, Math.min(MOST_LINES, shown.length > room ? room - 1 : room));
  // The line below the cursor is shown too, where there is room for two.
  const ahead = most > 1 ? 2 : 1;
  const start = Math.max(0, Math.min(current - most + ahead, shown.length - most));
  return (
    <Frame {...around}>
      {choice.filter !== '' && <Text>Filter: {choice.filter}</Text>}
      {shown.slice(start, start + most).map((option, index) => (
        <Tinted
          key={option.value}
          wrap="truncate"
          tone={start + index === current ? 'chosen' : undefined}
        >
          {start + index === current ? '❯' : ' '}{' '}
          {multiple ? `${choice.marked.includes(option.value) ? '[x]' : '[ ]'} ` : ''}
          {labelOf(option)}
        </Tinted>
      ))}
      {shown.length === 0 && <Text>Nothing matches; Backspace widens the filter.</Text>}
      {isCut && <Tinted tone="why">{whole}</Tinted>}
      {shown.length > most && (
        <Text dimColor>
          {start + 1}–{Math.min(start + most, shown.length)} of {shown.length}
        </Text>
      )}
    </Frame>
  );
}

function startOf({ options, multiple, initial }: ChooseScreen): Choice {
  const first = options.findIndex(({ value }) => initial.includes(value));
  return { marked: multiple ? initial : [], at: multiple ? 0 : Math.max(first, 0), filter: '' };
}

function keysOf(multiple: boolean): readonly string[] {
  return [
    '↑↓ move',
    ...(multiple ? ['Space mark', 'Enter continue'] : ['Enter choose']),
    'type to filter',
    '? help',
    'Esc back',
    'Ctrl-C quit',
  ];
}

function matches({ label, detail = '' }: Option, filter: string): boolean {
  return hasFilter(`${label} ${detail}`, filter);
}

function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

function labelOf({ label, detail }: Option): string {
  return printable(detail === undefined ? label : `${label} – ${detail}`, 300);
}
