import type { Finding } from '../../compare/finding.ts';
import type { Repair } from '../../compare/repair.ts';
import type { Place } from '../../place.ts';
import { renderConditions, type Statement } from '../../policy/document.ts';
import { mergeNeeds } from '../../policy/merge.ts';
import { display } from '../../template/template.ts';
import { united } from '../mend-file.ts';
import type { Task } from '../task.ts';

/** All that is to be done to one statement, whichever findings ask for it. */
export interface StatementPlan {
  readonly tasks: readonly Task[];
  /** The statement goes, or is replaced by what its findings need. */
  readonly drop: boolean;
  /** Where the actions and resources begin that go. */
  readonly without: ReadonlySet<number>;
  readonly condition?: Extract<Repair, { do: 'condition' }>;
}

/** All that is to be done to one policy document. */
export interface DocumentPlan {
  /** By where the statement begins. */
  readonly statements: ReadonlyMap<number, StatementPlan>;
  /** What asks for statements to be added. */
  readonly adding: readonly Task[];
  /** Findings that ask for different things at one place: none of them is followed. */
  readonly conflicting: readonly Finding[];
}

/** Puts together what findings ask of the statements of one document. */
export function planDocument(
  tasks: readonly Task[],
  offsetOf: (place: Place) => number,
): DocumentPlan {
  const byStatement = new Map<number, Task[]>();
  const adding: Task[] = [];
  for (const task of tasks) {
    const { repair } = task;
    if (repair.do === 'allow' || repair.do === 'state') {
      adding.push(task);
    } else {
      const at = offsetOf(repair.statement);
      byStatement.set(at, [...(byStatement.get(at) ?? []), task]);
    }
  }
  const statements = new Map<number, StatementPlan>();
  const conflicting: Finding[] = [];
  for (const [at, own] of byStatement) {
    const plan = planStatement(own, offsetOf);
    if (plan === undefined) {
      conflicting.push(...own.map(({ finding }) => finding));
    } else {
      statements.set(at, plan);
    }
  }
  return { statements, adding, conflicting };
}

function planStatement(
  tasks: readonly Task[],
  offsetOf: (place: Place) => number,
): StatementPlan | undefined {
  const conditions = tasks.flatMap(({ repair }) => (repair.do === 'condition' ? [repair] : []));
  const [condition] = conditions;
  const wanted = new Set(
    conditions.map((each) => JSON.stringify(renderConditions(each.conditions, display))),
  );
  return wanted.size > 1
    ? undefined
    : {
        tasks,
        drop: tasks.some(({ repair }) => repair.do === 'drop' || repair.do === 'narrow'),
        without: new Set(
          tasks.flatMap(({ repair }) => (repair.do === 'trim' ? repair.items.map(offsetOf) : [])),
        ),
        ...(condition && { condition }),
      };
}

/** The statements that tasks ask for, each once. */
export function statementsFor(tasks: readonly Task[]): readonly Statement[] {
  const stated = tasks.flatMap(({ repair }) => (repair.do === 'state' ? [repair.statement] : []));
  const needs = tasks.flatMap(({ repair }) =>
    repair.do === 'allow' || repair.do === 'narrow' ? repair.needs : [],
  );
  const keyOf = (statement: Statement) => JSON.stringify({ ...statement, reasons: [] });
  return [
    ...new Map(
      [...stated, ...mergeNeeds(united(needs))].map((statement) => [keyOf(statement), statement]),
    ).values(),
  ];
}

/** Statements under Sids that nothing else has; they are taken from then on. */
export function withFreeSids(
  statements: readonly Statement[],
  taken: Set<string>,
): readonly Statement[] {
  return statements.map((statement) => {
    let { sid } = statement;
    for (let count = 2; taken.has(sid); count += 1) {
      sid = `${statement.sid}Part${count}`;
    }
    taken.add(sid);
    return { ...statement, sid };
  });
}
