import { showLine } from '../place.ts';
import { certaintyJson } from '../policy/certainty-json.ts';
import { printableJson } from '../printable.ts';
import type { ExplainFormat } from './format.ts';

/** For other programs: `{ "roles": [ { "role", "flows", "statements": [ … ], "questions" } ] }`. */
export const explainJson: ExplainFormat = (roles) =>
  `${printableJson({
    roles: roles.map(({ name, flows, statements, questions, warnings }) => ({
      role: name,
      flows,
      statements: statements.map(
        ({ home, policy, statement, certainty, reasons, differences }) => ({
          subject: home,
          policy,
          statement,
          ...certaintyJson(certainty),
          reasons: reasons.map(({ flow, node, field, place, why, documentation }) => ({
            flow,
            ...(node !== undefined && { node }),
            field,
            where: showLine(place),
            why,
            documentation,
          })),
          differences: differences.map(({ why }) => why),
        }),
      ),
      questions: questions.map(({ key, prompt, place }) => ({
        key,
        prompt,
        where: showLine(place),
      })),
      warnings: warnings.map(({ text, place }) => `${showLine(place)}: ${text}`),
    })),
  })}\n`;
