import type { Flow } from '../flow/flow.ts';
import { planRole, type RolePlan, STANDING_FORMS } from '../policy/plan.ts';
import { FORMS, type FormName, hasForm } from '../template/forms.ts';
import type { Settlement } from '../template/settle.ts';
import { contradictions, type Fact, type Facts, factsOf } from './facts.ts';

/** All that is known when roles are planned. */
export interface Knowledge {
  /** What was given about the deployment, whatever its source. */
  readonly given: readonly Fact[];
  /** Answers by question key. */
  readonly answers: ReadonlyMap<string, string>;
  readonly keeps: Settlement['keeps'];
  readonly pinRegions: boolean;
}

/** A role's plan together with the facts it was made from. */
export interface PlannedRole {
  readonly facts: Facts;
  readonly plan: RolePlan;
}

/** Plans one role for a flow with what is known. */
export function planFlow(flow: Flow, knowledge: Knowledge): PlannedRole {
  const { answers, keeps, pinRegions } = knowledge;
  const facts = factsOf(flow, [...knowledge.given, ...answeredFacts(answers)]);
  const deployment = {
    ...(facts.account && { account: facts.account.value }),
    ...(facts.region && { region: facts.region.value }),
    ...(facts.partition && { partition: facts.partition.value }),
  };
  const settlement = { answers, keeps, deployment };
  const plan = planRole([flow], { settlement, pinRegions });
  return { facts, plan: { ...plan, warnings: [...contradictions(flow, facts), ...plan.warnings] } };
}

function answeredFacts(answers: ReadonlyMap<string, string>): readonly Fact[] {
  return (['account', 'region', 'partition'] as const).flatMap((part) => {
    const value = answers.get(part);
    return value === undefined ? [] : [{ part, value, origin: { kind: 'answer', key: part } }];
  });
}

/**
 * Says in full sentences what is wrong with answers: those to questions that nobody asks, and
 * those that do not have the form they should have.
 */
export function checkAnswers(flows: readonly Flow[], knowledge: Knowledge): readonly string[] {
  return [...knowledge.answers].flatMap(([key, value]) => {
    const form = formOf(key, flows, knowledge);
    if (form === undefined) {
      const keys = openKeys(flows, knowledge);
      const known =
        keys.length === 0 ? 'There is nothing to answer' : `Open are: ${keys.join(', ')}`;
      return [`No question has the key "${key}". ${known}.`];
    }
    const { description, example } = FORMS[form];
    return hasForm(value, form)
      ? []
      : [`The answer "${value}" to "${key}" is not ${description}, such as ${example}.`];
  });
}

/** An answer belongs to a question that comes up when the answer is left out. */
function formOf(key: string, flows: readonly Flow[], knowledge: Knowledge): FormName | undefined {
  const standing = Object.hasOwn(STANDING_FORMS, key) ? STANDING_FORMS[key] : undefined;
  if (standing !== undefined) {
    return standing;
  }
  const answers = new Map([...knowledge.answers].filter(([other]) => other !== key));
  for (const flow of flows) {
    const { questions, assumptions } = planFlow(flow, { ...knowledge, answers }).plan;
    const asked = [...questions, ...assumptions].find((question) => question.key === key);
    if (asked !== undefined) {
      return asked.form;
    }
  }
  return undefined;
}

function openKeys(flows: readonly Flow[], knowledge: Knowledge): readonly string[] {
  const keys = flows.flatMap((flow) => {
    const { questions, assumptions } = planFlow(flow, knowledge).plan;
    return [...questions, ...assumptions].map(({ key }) => key);
  });
  return [...new Set(keys)];
}
