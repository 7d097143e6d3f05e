import type { Certainty } from '../flow/need.ts';
import { showLine } from '../place.ts';
import { escapeUnprintable } from '../printable.ts';
import { escapeMarkdown, fenced, inlineCode } from '../report/markdown/escape.ts';
import type { ExplainedRole, ExplainedStatement } from './explain.ts';
import type { ExplainFormat } from './format.ts';

/** For a pull request or a ticket. */
export const explainMarkdown: ExplainFormat = (roles) =>
  `${roles.map(roleMarkdown).join('\n\n')}\n`;

function roleMarkdown(role: ExplainedRole): string {
  const flows = role.flows.map(
    ({ name, source }) => `- Flow ${inlineCode(name)} (${inlineCode(source)})`,
  );
  return [
    `## Role ${inlineCode(role.name)}`,
    flows.join('\n'),
    ...role.statements.map(statementMarkdown),
    ...(role.questions.length === 0
      ? []
      : [
          '### Open questions',
          role.questions
            .map(
              ({ key, prompt, place }) =>
                `- ${inlineCode(key)} (${inlineCode(showLine(place))}): ${escapeMarkdown(prompt, 800)}`,
            )
            .join('\n'),
        ]),
    ...(role.warnings.length === 0
      ? []
      : [
          '### Warnings',
          role.warnings
            .map(
              ({ text, place }) =>
                `- ${escapeMarkdown(text, 800)} (${inlineCode(showLine(place))})`,
            )
            .join('\n'),
        ]),
  ].join('\n\n');
}

function statementMarkdown(explained: ExplainedStatement): string {
  const { sid, policy, statement, reasons, differences, certainty } = explained;
  return [
    `### ${inlineCode(sid)} in ${inlineCode(policy)}`,
    fenced('json', escapeUnprintable(JSON.stringify(statement, undefined, 2))),
    reasons
      .map(
        ({ node, flow, why, place, field, documentation }) =>
          `- ${node === undefined ? `Flow ${inlineCode(flow)}` : `Node ${inlineCode(node)}`} ${escapeMarkdown(why)} (${inlineCode(showLine(place))}, ${inlineCode(field)}, [AWS](${documentation}))`,
      )
      .join('\n'),
    certaintyMarkdown(certainty),
    ...differences.map(
      ({ why, documentation, read }) =>
        `> ${escapeMarkdown(why, 800)} ([AWS](${documentation}), read ${read})`,
    ),
  ].join('\n\n');
}

function certaintyMarkdown(certainty: Certainty): string {
  const { page, read } = certainty.source;
  const text =
    certainty.kind === 'certain'
      ? '**Certain**: a call fails without it'
      : `**Precaution**, can be left out (${inlineCode('--strict')}): ${escapeMarkdown(certainty.why, 800)}`;
  return `${text.replace(/\.$/, '')} ([AWS](${page}), read ${read}).`;
}
