import type { Flow } from '../flow/flow.ts';
import type { Assumption } from '../flow/need.ts';
import { groupBy } from '../policy/merge.ts';
import { STANDING_FORMS } from '../policy/open-questions.ts';
import { planRole } from '../policy/plan.ts';
import { ROLE_NAME, roleNameOf } from '../policy/role-name.ts';
import type { RolePlan } from '../policy/role-plan.ts';
import { type Answers, answersIn } from '../template/answers.ts';
import { FORMS, type FormName, hasForm } from '../template/forms.ts';
import type { Question } from '../template/question.ts';
import type { Settlement } from '../template/resolve.ts';
import { literal, soleReference, templateKey } from '../template/template.ts';
import { contradictions, type Fact, type Facts, factsOf } from './facts.ts';
import { scopeOf } from './scope.ts';

/** All that is known when roles are planned. */
export interface Knowledge {
  /** What was given about the deployment, whatever its source. */
  readonly given: readonly Fact[];
  /** Answers by question key, whatever their form: one that its question does not ask for counts for nothing. */
  readonly answers: ReadonlyMap<string, string>;
  readonly keeps: Settlement['keeps'];
  readonly pinRegions: boolean;
  /** Plan what is certain, and no precautions. */
  readonly strict?: boolean;
  /** The role that people wrote down for a flow; undefined for a flow that they did not mention. */
  readonly assigned?: (flow: Flow) => AssignedRole | undefined;
}

/** A role that people wrote down, with what they said of its flows. */
export interface AssignedRole {
  readonly name: string;
  readonly given: readonly Fact[];
  readonly answers: ReadonlyMap<string, string>;
}

/** A role's plan together with the facts it was made from. */
export interface PlannedRole {
  readonly facts: Facts;
  readonly plan: RolePlan;
}

/** Plans the roles of flows with what is known: flows that name the same role share it. */
export function planRoles(flows: readonly Flow[], knowledge: Knowledge): readonly PlannedRole[] {
  const labels = distinct(flows.map(({ name }) => name));
  const labelled = flows.map((flow, index) => ({ ...flow, label: labels[index] ?? flow.name }));
  const groups = [...groupBy(labelled, (flow) => roleKey(flow, knowledge)).values()];
  const known = groups.map((sharers) => assignedKnowledge(sharers, knowledge));
  const names = distinct(
    groups.map((sharers, index) =>
      roleNameOf(sharers, answersIn(known[index]?.answers ?? new Map())),
    ),
  );
  return groups.map((sharers, index) =>
    planShared(sharers, names[index] ?? '', known[index] ?? knowledge),
  );
}

/**
 * A role is known by its ARN, and by a reference within its own file. Flows of different templates
 * never share one here, as each template keeps its own references.
 */
function roleKey(flow: Flow, { assigned }: Knowledge): string {
  const written = assigned?.(flow);
  if (written !== undefined) {
    return `assigned ${written.name}`;
  }
  const role = flow.executionRole?.template ?? [];
  const named = hasForm(literal(role) ?? '', 'role-arn') || soleReference(role) !== undefined;
  const scope = scopeOf(flow);
  return named ? `role ${scope} ${templateKey(role)}` : `flow ${flow.source}`;
}

/** What is known of flows whose role is written down: options and `--answer` count more than it. */
function assignedKnowledge([flow]: readonly Flow[], knowledge: Knowledge): Knowledge {
  const written = flow && knowledge.assigned?.(flow);
  return written === undefined
    ? knowledge
    : {
        ...knowledge,
        given: [...knowledge.given, ...written.given],
        answers: new Map([[ROLE_NAME, written.name], ...written.answers, ...knowledge.answers]),
      };
}

/** Flows that happen to have the same name must not share questions, nor their roles policies. */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name) => {
    let other = name;
    for (let count = 2; seen.has(name) && (other === name || taken.has(other)); count += 1) {
      other = `${name.slice(0, 60)}-${count}`;
    }
    seen.add(name);
    taken.add(other);
    return other;
  });
}

function planShared(
  flows: readonly Flow[],
  roleName: string,
  { given, answers: texts, keeps, pinRegions, strict = false }: Knowledge,
): PlannedRole {
  const answers = answersIn(texts);
  const facts = factsOf(flows, [...given, ...answeredFacts(answers)]);
  const deployment = {
    ...(facts.account && { account: facts.account.value }),
    ...(facts.region && { region: facts.region.value }),
    ...(facts.partition && { partition: facts.partition.value }),
  };
  const settlement = { answers, keeps, deployment };
  const plan = planRole(flows, { settlement, pinRegions, strict, roleName });
  const contradicted = flows.flatMap((flow) => contradictions(flow, facts));
  return { facts, plan: { ...plan, warnings: [...contradicted, ...plan.warnings] } };
}

function answeredFacts(answers: Answers): readonly Fact[] {
  return (['account', 'region', 'partition'] as const).flatMap((part) => {
    const value = answers.get(part, part);
    return value === undefined ? [] : [{ part, value, origin: { kind: 'answer', key: part } }];
  });
}

/** An answer that does not count. */
export interface WrongAnswer {
  readonly key: string;
  /** Whether no question has its key; else it has another form than the question wants. */
  readonly isUnasked: boolean;
  /** Full sentences: what is wrong, and what is asked instead. */
  readonly text: string;
}

/** The answers to questions that nobody asks, and those that do not have the form they should have. */
export function wrongAnswers(flows: readonly Flow[], knowledge: Knowledge): readonly WrongAnswer[] {
  return [...knowledge.answers].flatMap(([key, value]): readonly WrongAnswer[] => {
    const form = formOf(key, flows, knowledge);
    if (form === undefined) {
      const keys = openKeys(flows, knowledge);
      const open =
        keys.length === 0 ? 'There is nothing to answer' : `Open are: ${keys.join(', ')}`;
      return [{ key, isUnasked: true, text: `No question has the key "${key}". ${open}.` }];
    }
    const { description, example } = FORMS[form];
    const text = `The answer "${value}" to "${key}" is not ${description}, such as ${example}.`;
    return hasForm(value, form) ? [] : [{ key, isUnasked: false, text }];
  });
}

/** An answer belongs to a question that comes up when the answer is left out. */
function formOf(key: string, flows: readonly Flow[], knowledge: Knowledge): FormName | undefined {
  const standing = Object.hasOwn(STANDING_FORMS, key) ? STANDING_FORMS[key] : undefined;
  if (standing !== undefined) {
    return standing;
  }
  const answers = new Map([...knowledge.answers].filter(([other]) => other !== key));
  const others = { ...knowledge, answers };
  // What one output keeps as a reference another one asks for: one set of answers serves both.
  return [others, { ...others, keeps: () => false }]
    .flatMap((each) => openQuestions(flows, each))
    .find((question) => question.key === key)?.form;
}

function openKeys(flows: readonly Flow[], knowledge: Knowledge): readonly string[] {
  return [...new Set(openQuestions(flows, knowledge).map(({ key }) => key))];
}

function openQuestions(
  flows: readonly Flow[],
  knowledge: Knowledge,
): readonly (Question | Assumption)[] {
  return planRoles(flows, knowledge).flatMap(({ plan }) => [
    ...plan.questions,
    ...plan.assumptions,
  ]);
}
