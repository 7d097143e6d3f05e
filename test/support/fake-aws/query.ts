import { UsageError } from './errors.ts';

/**
 * Evaluates the part of JMESPath (https://jmespath.org) that `--query` needs here: names, indexes,
 * filters by a name, projections, pipes, and the functions length, reverse, sort and sort_by.
 */
export function search(expression: string, value: unknown): unknown {
  return expression.split('|').reduce((found, stage) => evaluate(stage.trim(), found), value);
}

const STEP = /^(?:\.?(@|[A-Za-z_]\w*)|\[(-?\d+)\]|\[(\*)\]|\[\?(!?)([A-Za-z_]\w*)\])/;

function evaluate(stage: string, value: unknown): unknown {
  const [call, name = '', argument = '', key, path = ''] =
    /^([a-z_]+)\(([^,()]*)(?:, *&(\w+))?\)(.*)$/.exec(stage) ?? [];
  return call === undefined
    ? follow(stage, value)
    : follow(path, applyFunction(name, evaluate(argument, value), key));
}

/** Takes the steps of a path such as `Versions[?!IsDefaultVersion].VersionId`. */
function follow(path: string, value: unknown): unknown {
  let isProjection = false;
  let found = value;
  let rest = path;
  while (rest !== '') {
    const step = STEP.exec(rest);
    if (step === null) {
      throw new UsageError(`Bad value for --query ${path}: ${rest}`);
    }
    const [whole, name, index, all, not, filter = ''] = step;
    rest = rest.slice(whole.length);
    if (name === undefined && index === undefined) {
      found = items(found).filter(
        (each) => all === '*' || Boolean(member(each, filter)) !== (not === '!'),
      );
      isProjection = true;
    } else {
      const pick = (each: unknown) =>
        index === undefined ? member(each, name ?? '') : (items(each).at(Number(index)) ?? null);
      found = isProjection
        ? items(found)
            .map(pick)
            .filter((each) => each !== null)
        : pick(found);
    }
  }
  return found;
}

function applyFunction(name: string, value: unknown, key = '@'): unknown {
  switch (name) {
    case 'length':
      return items(value).length;
    case 'reverse':
      return items(value).toReversed();
    case 'sort':
    case 'sort_by':
      return items(value).toSorted((one, other) =>
        String(member(one, key)) < String(member(other, key)) ? -1 : 1,
      );
    default:
      throw new UsageError(`Bad value for --query: Unknown function: ${name}()`);
  }
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function member(value: unknown, name: string): unknown {
  if (name === '@') {
    return value;
  }
  return (value as Readonly<Record<string, unknown>> | null)?.[name] ?? null;
}

/** What `--output text` prints. */
export function asText(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'object':
      if (value === null) {
        return 'None';
      }
      if (Array.isArray(value)) {
        return value.map(asText).join('\t');
      }
      throw new UsageError('this fake does not print objects as text');
    default:
      return String(value);
  }
}
