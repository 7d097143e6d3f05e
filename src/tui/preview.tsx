import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { factText } from '../core/interview/steps/deployment.ts';
import type { PlannedRole } from '../core/plan/plan-roles.ts';
import { printable } from '../core/printable.ts';
import { display } from '../core/template/template.ts';
import { keyed } from './keyed.ts';
import { Tinted } from './tinted.tsx';

interface PreviewProps {
  readonly roles: readonly PlannedRole[];
  /** How many rows there are for it. */
  readonly rows: number;
}

/** The statements of the roles as they are so far; what is open stands as `<KEY>`. */
export function Preview({ roles, rows }: PreviewProps): ReactNode {
  const lines = roles.flatMap(linesOf);
  const shown = lines.slice(0, Math.max(rows - 2, 1));
  return (
    <Box flexDirection="column" marginLeft={2}>
      <Text bold>The role so far</Text>
      {lines.length === 0 && <Text dimColor>Nothing yet: choose a flow.</Text>}
      {keyed(shown).map(({ key, line }) => (
        <Tinted
          key={key}
          wrap="truncate"
          tone={line.isTitle ? 'title' : undefined}
          dimColor={!line.isTitle}
        >
          {line.text}
        </Tinted>
      ))}
      {lines.length > shown.length && <Text dimColor>… {lines.length - shown.length} more</Text>}
    </Box>
  );
}

interface Line {
  readonly text: string;
  readonly isTitle: boolean;
}

function linesOf({ facts, plan }: PlannedRole): readonly Line[] {
  const statements = plan.identity.flatMap(({ document }) => document.statements);
  const known = [facts.account, facts.region].flatMap((fact) => fact ?? []);
  return [
    { text: printable(plan.roleName), isTitle: true },
    ...known.map((fact) => ({ text: printable(`  ${factText(fact)}`), isTitle: false })),
    ...statements.flatMap(({ actions, resources = [] }) => [
      { text: `${actions.join(', ')}`, isTitle: true },
      ...resources.map((resource) => ({
        text: `  ${printable(display(resource), 200)}`,
        isTitle: false,
      })),
    ]),
    ...plan.resourcePolicies.map(({ service, resource }) => ({
      text: `policy of ${service}: ${printable(display(resource), 200)}`,
      isTitle: true,
    })),
  ];
}
