import type { Certainty } from '../flow/need.ts';
import { showLine } from '../place.ts';
import { printable } from '../printable.ts';
import type { TerminalStyle } from '../report/terminal-style.ts';
import { wrap, wrapStyled } from '../report/wrap.ts';
import type { ExplainedRole, ExplainedStatement } from './explain.ts';
import type { ExplainFormat } from './format.ts';

/** For people at a terminal: each statement with its nodes, fields, file lines and AWS pages. */
export const explainText: ExplainFormat = (roles, style) =>
  `${roles.map((role) => roleText(role, style)).join('\n\n')}\n`;

function roleText(role: ExplainedRole, style: TerminalStyle): string {
  const flows = role.flows.map(({ name, source }) => `flow "${name}" (${source})`).join(', ');
  return [
    style.title(line(`Role ${role.name} of ${flows}`, style, '')),
    ...role.statements.map((statement) => statementText(statement, style)),
    ...openText(role, style),
  ].join('\n\n');
}

function statementText(explained: ExplainedStatement, style: TerminalStyle): string {
  const { sid, policy, actions, resources, conditions, reasons, differences, certainty } =
    explained;
  const { source } = certainty;
  const pages = new Set([source.page, ...reasons.map(({ documentation }) => documentation)]);
  return [
    wrapStyled(
      [
        { text: printable(sid), style: style.key },
        { text: printable(`in ${policy}`, 400), style: style.quiet },
      ],
      style.columns,
      '',
      '  ',
    ),
    line(`allows ${actions.join(', ')}`, style),
    ...resources.map((resource) => line(`on ${resource}`, style)),
    ...conditions.map((condition) => line(`if ${condition}`, style)),
    ...reasons.flatMap((reason) => [
      line(
        `because ${reason.node === undefined ? `flow "${reason.flow}"` : `node "${reason.node}"`} ${reason.why}`,
        style,
      ),
      style.quiet(line(`${showLine(reason.place)} · ${reason.field}`, style, '    ')),
    ]),
    line(certaintyText(certainty), style),
    ...[...pages].map((page) =>
      style.quiet(
        line(page === source.page ? `see ${page}, read ${source.read}` : `see ${page}`, style),
      ),
    ),
    ...differences.flatMap(({ why, documentation, read }) => [
      style.warning(line(why, style)),
      ...(pages.has(documentation)
        ? []
        : [style.quiet(line(`see ${documentation}, read ${read}`, style, '    '))]),
    ]),
  ].join('\n');
}

function certaintyText(certainty: Certainty): string {
  switch (certainty.kind) {
    case 'certain':
      return 'certain: a call fails without it';
    case 'precaution':
      return `precaution, can be left out (--strict): ${certainty.why}`;
  }
}

function openText({ questions, warnings }: ExplainedRole, style: TerminalStyle): readonly string[] {
  const open = questions.map(({ key, prompt, place }) =>
    line(`<${key}> is open (${showLine(place)}): ${prompt}`, style),
  );
  const told = warnings.map(({ text, place }) => line(`${showLine(place)}: ${text}`, style));
  return [
    ...(open.length > 0 ? [[style.key('Open questions'), ...open].join('\n')] : []),
    ...(told.length > 0 ? [[style.key('Warnings'), ...told].join('\n')] : []),
  ];
}

function line(text: string, { columns }: TerminalStyle, indent = '  '): string {
  return wrap(printable(text, 2000), columns, indent);
}
