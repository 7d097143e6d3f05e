import { Box, Text, useInput, useWindowSize } from 'ink';
import { type ReactNode, useState } from 'react';
import type { PlannedRole } from '../core/interview/interview.ts';
import type { ReviewScreen } from '../core/interview/screen.ts';
import { renderStatement, type Statement } from '../core/policy/document.ts';
import { printable } from '../core/printable.ts';
import { display } from '../core/template/template.ts';
import { reasonLine } from '../core/write/reasons.ts';
import { Frame } from './frame.tsx';
import { COLORS } from './theme.ts';

interface ReviewProps {
  readonly screen: ReviewScreen;
  readonly onAnswer: (values: readonly string[]) => void;
}

const KEYS = ['↑↓ statements', 'Enter save', 'Esc back', 'Ctrl-C quit'];
const MOST_REASONS = 4;
/** As few lines of a statement as are shown, however small the terminal. */
const LEAST_LINES = 3;
/** Blank rows, the heading of the statement, the line that tells of more, and the cursor's row. */
const ROWS_BESIDE = 5;

/** The statements one by one, each with its reasons. */
export function ReviewView({ screen, onAnswer }: ReviewProps): ReactNode {
  const [at, setAt] = useState(0);
  const statements = screen.roles.flatMap(statementsOf);
  const current = statements[Math.min(at, statements.length - 1)];
  useInput((_, key) => {
    if (key.downArrow || key.rightArrow) {
      setAt(Math.min(at + 1, statements.length - 1));
    } else if (key.upArrow || key.leftArrow) {
      setAt(Math.max(at - 1, 0));
    } else if (key.return) {
      onAnswer(['read']);
    }
  });
  const { rows, columns } = useWindowSize();
  const lines = current === undefined ? [] : statementLines(current.statement);
  const reasons = current?.statement.reasons.slice(0, MOST_REASONS).map(reasonLine) ?? [];
  const page = current?.statement.reasons[0]?.documentation ?? '';
  const around = [screen.title, screen.why, KEYS.join('  ·  '), ...reasons, page];
  const taken = around.reduce((sum, text) => sum + rowsOf(text, columns), ROWS_BESIDE);
  const room = Math.max(LEAST_LINES, rows - taken);
  return (
    <Frame {...screen} keys={KEYS}>
      {current !== undefined && (
        <Box flexDirection="column">
          <Text bold>
            {at + 1} of {statements.length} · {printable(current.policy)}
          </Text>
          {lines.slice(0, room).map((line) => (
            <Text key={line.key} wrap="truncate">
              {line.text}
            </Text>
          ))}
          {lines.length > room && <Text dimColor>… {lines.length - room} more lines</Text>}
          {reasons.map((reason) => (
            <Text key={reason} color={COLORS.why}>
              {reason}
            </Text>
          ))}
          <Text color={COLORS.why}>{page}</Text>
        </Box>
      )}
    </Frame>
  );
}

/** How many rows a text takes; words that do not fit may need one more than their letters. */
function rowsOf(text: string, columns: number): number {
  return Math.ceil(text.length / columns) + (text.length > columns ? 1 : 0);
}

interface ShownStatement {
  readonly policy: string;
  readonly statement: Statement;
}

function statementsOf({ plan }: PlannedRole): readonly ShownStatement[] {
  const named = (policy: string, statements: readonly Statement[]) =>
    statements.map((statement) => ({ policy, statement }));
  return [
    ...named('trust policy', plan.trust.statements),
    ...plan.identity.flatMap(({ name, document }) =>
      named(`permissions ${name}`, document.statements),
    ),
    ...plan.resourcePolicies.flatMap(({ resource, document }) =>
      named(`policy of ${display(resource)}`, document.statements),
    ),
  ];
}

function statementLines(
  statement: Statement,
): readonly { readonly key: number; readonly text: string }[] {
  return JSON.stringify(renderStatement(statement, display), undefined, 2)
    .split('\n')
    .map((text, key) => ({ key, text: printable(text, 400) }));
}
