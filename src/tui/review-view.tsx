import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import { differencesOf, type StatementHome } from '../core/explain/differences.ts';
import type { Reason } from '../core/flow/need.ts';
import { certaintyLines, statementLines, statementsOf } from '../core/interview/review.ts';
import type { ReviewScreen } from '../core/interview/screen.ts';
import { printable } from '../core/printable.ts';
import { reasonLine } from '../core/write/reasons.ts';
import { Frame } from './frame.tsx';
import { useHelp } from './help.tsx';
import { JsonLine } from './json-line.tsx';
import { keyed } from './keyed.ts';
import { heightOf, useFrameSize, useRoom } from './room.ts';
import { Tinted } from './tinted.tsx';
import { useKeys } from './use-keys.ts';

interface ReviewProps {
  readonly screen: ReviewScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

const KEYS = [
  '↑↓ statements',
  '←→ policies',
  'PgUp PgDn scroll',
  'Enter continue',
  '? help',
  'Esc back',
  'Ctrl-C quit',
];
const MOST_REASONS = 4;
/** As few lines of a statement as are shown, however small the terminal. */
const LEAST_LINES = 3;
/** The heading of the statement, and the line that tells of more. */
const ROWS_BESIDE = 2;

const TITLES: Readonly<Record<StatementHome, string>> = {
  trust: 'Trust',
  identity: 'Permissions',
  lambda: 'Lambda',
  lex: 'Lex',
  kms: 'KMS',
};

/** The statements one by one, in tabs by policy, each with its reasons. */
export function ReviewView({ screen, onAnswer }: ReviewProps): ReactNode {
  const { columns } = useFrameSize();
  const around = { ...screen, keys: KEYS };
  const inside = useRoom(around);
  const showHelp = useHelp();
  const [at, setAt] = useState(0);
  const [scroll, setScroll] = useState(0);
  const statements = statementsOf(screen.roles);
  const last = Math.max(statements.length - 1, 0);
  const index = Math.min(at, last);
  const current = statements[index];
  const homes = [...new Set(statements.map(({ home }) => home))];
  const lines = current === undefined ? [] : statementLines(current.statement);
  // Keys can come faster than drawings: each starts from where the last one led.
  const move = (step: number) => {
    setAt((before) => Math.max(0, Math.min(before + step, last)));
    setScroll(0);
  };
  const moveTab = (step: number) => {
    setAt((before) => {
      const home = statements[before]?.home;
      const tab = home === undefined ? 0 : homes.indexOf(home);
      const next = homes[(tab + step + homes.length) % Math.max(homes.length, 1)];
      return Math.max(
        0,
        statements.findIndex((statement) => statement.home === next),
      );
    });
    setScroll(0);
  };
  const reasons = reasonLines(current?.statement.reasons ?? []);
  const differences = current === undefined ? [] : differencesOf(current.statement, current.home);
  const certainty = current === undefined ? [] : certaintyLines(current.statement.certainty);
  const tabs = homes.map((home) => TITLES[home]).join(' | ');
  const taken = ROWS_BESIDE + heightOf([tabs, ...reasons, ...certainty], columns);
  const notes = heightOf(differences, columns);
  const showsNotes = inside - taken - notes >= LEAST_LINES;
  const room = Math.max(LEAST_LINES, inside - taken - (showsNotes ? notes : 0));
  const most = Math.max(0, lines.length - room);
  useKeys((input, key) => {
    if (key.downArrow) {
      move(1);
    } else if (key.upArrow) {
      move(-1);
    } else if (key.rightArrow || (key.tab && !key.shift)) {
      moveTab(1);
    } else if (key.leftArrow || key.tab) {
      moveTab(-1);
    } else if (key.pageDown) {
      setScroll((before) => Math.min(before + room, most));
    } else if (key.pageUp) {
      setScroll((before) => Math.max(before - room, 0));
    } else if (key.return) {
      onAnswer(['read']);
    } else if (input === '?') {
      showHelp();
    }
  });
  const from = Math.min(scroll, most);
  return (
    <Frame {...around}>
      {current !== undefined && (
        <Box flexDirection="column">
          <Text>
            {homes.map((home, tab) => (
              <Text key={home} inverse={home === current.home}>
                {tab > 0 ? ' ' : ''}
                {TITLES[home]}{' '}
              </Text>
            ))}
          </Text>
          <Text bold>
            {index + 1} of {statements.length} · {printable(current.policy)}
          </Text>
          {keyed(lines)
            .slice(from, from + room)
            .map(({ key, line }) => (
              <JsonLine key={key} text={line} />
            ))}
          {lines.length > from + room && (
            <Text dimColor>… {lines.length - from - room} more lines</Text>
          )}
          {reasons.map((reason) => (
            <Tinted key={reason} tone="why">
              {reason}
            </Tinted>
          ))}
          {certainty.map((line) => (
            <Tinted key={line} tone="why">
              {line}
            </Tinted>
          ))}
          {(showsNotes ? differences : []).map((difference) => (
            <Tinted key={difference} tone="warning">
              {difference}
            </Tinted>
          ))}
        </Box>
      )}
    </Frame>
  );
}

function reasonLines(reasons: readonly Reason[]): readonly string[] {
  const more = reasons.length - MOST_REASONS;
  return [
    ...reasons.slice(0, MOST_REASONS).map(reasonLine),
    ...(more > 0 ? [`… and ${more} more: flow-role-wizard explain names all`] : []),
  ];
}
