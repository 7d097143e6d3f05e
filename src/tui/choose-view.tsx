import { Box, Text, useInput } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import type { ChooseScreen, Option } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { COLORS } from './theme.ts';

/** As many lines as a list takes at once on a small terminal. */
const MOST_LINES = 10;

interface ChooseProps {
  readonly screen: ChooseScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

/** A list to choose one or several from. */
export function ChooseView({ screen, onAnswer }: ChooseProps): ReactNode {
  return screen.multiple ? (
    <Several screen={screen} onAnswer={onAnswer} />
  ) : (
    <One screen={screen} onAnswer={onAnswer} />
  );
}

function One({ screen, onAnswer }: ChooseProps): ReactNode {
  const items = screen.options.map((option) => ({
    key: option.value,
    value: option.value,
    label: labelOf(option),
  }));
  const initial = Math.max(
    0,
    screen.options.findIndex(({ value }) => screen.initial.includes(value)),
  );
  return (
    <Frame {...screen} keys={['↑↓ move', 'Enter choose', 'Esc back', 'Ctrl-C quit']}>
      <SelectInput
        items={items}
        initialIndex={initial}
        limit={MOST_LINES}
        onSelect={({ value }) => onAnswer([value])}
      />
    </Frame>
  );
}

function Several({ screen, onAnswer }: ChooseProps): ReactNode {
  const { options, least } = screen;
  const [chosen, setChosen] = useState<readonly string[]>(screen.initial);
  const [at, setAt] = useState(0);
  const [filter, setFilter] = useState('');
  const [problem, setProblem] = useState<string>();
  const shown = options.filter(({ label, detail = '' }) =>
    `${label} ${detail}`.toLowerCase().includes(filter.toLowerCase()),
  );
  const current = Math.min(at, Math.max(shown.length - 1, 0));
  const submit = (marked: readonly string[]) => {
    const option = shown[current];
    const answer = marked.length > 0 || least === 0 ? marked : option ? [option.value] : [];
    if (answer.length < least) {
      setProblem('Choose at least one with the space bar.');
    } else {
      onAnswer(options.map(({ value }) => value).filter((value) => answer.includes(value)));
    }
  };
  useInput((input, key) => {
    setProblem(undefined);
    if (key.upArrow) {
      setAt((current - 1 + shown.length) % Math.max(shown.length, 1));
    } else if (key.downArrow) {
      setAt((current + 1) % Math.max(shown.length, 1));
    } else if (key.backspace || key.delete) {
      setFilter(filter.slice(0, -1));
    } else if (key.return || (!key.ctrl && !key.meta && !key.escape && !key.tab)) {
      type(key.return ? '\r' : input);
    }
  });
  // Keys that come fast arrive as one text.
  const type = (input: string) => {
    let marked = chosen;
    const option = shown[current];
    for (const character of input) {
      if (character === '\r' || character === '\n') {
        submit(marked);
        return;
      }
      if (character === ' ' && option !== undefined) {
        marked = toggled(marked, option.value);
      }
    }
    setChosen(marked);
    const words = printable(input.replaceAll(' ', ''));
    if (words !== '') {
      setFilter(filter + words);
      setAt(0);
    }
  };
  const start = Math.max(0, Math.min(current - MOST_LINES + 2, shown.length - MOST_LINES));
  return (
    <Frame
      {...screen}
      problem={problem}
      keys={[
        '↑↓ move',
        'Space mark',
        'Enter continue',
        'type to filter',
        'Esc back',
        'Ctrl-C quit',
      ]}
    >
      {filter !== '' && <Text>Filter: {filter}</Text>}
      {shown.slice(start, start + MOST_LINES).map((option, index) => (
        <Box key={option.value}>
          <Text {...(start + index === current ? { color: COLORS.chosen } : {})}>
            {start + index === current ? '❯' : ' '} {chosen.includes(option.value) ? '[x]' : '[ ]'}{' '}
            {labelOf(option)}
          </Text>
        </Box>
      ))}
      {shown.length === 0 && <Text>Nothing matches; Backspace widens the filter.</Text>}
      {shown.length > MOST_LINES && (
        <Text dimColor>
          {start + 1}–{Math.min(start + MOST_LINES, shown.length)} of {shown.length}
        </Text>
      )}
    </Frame>
  );
}

function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

function labelOf({ label, detail }: Option): string {
  return printable(detail === undefined ? label : `${label} – ${detail}`, 300);
}
