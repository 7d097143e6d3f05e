import type { Language, Token } from './tokens.ts';

/** What names of a file stand for, as far as it imports them: `aws-cdk-lib/aws-bedrock.CfnFlow`. */
export type Imports = ReadonlyMap<string, string>;

/** Statements that import more names than this are cut. */
const MAX_TOKENS = 100;

/** Reads what a file imports, wherever in it the statements are. */
export function importsOf(tokens: readonly Token[], language: Language): Imports {
  const found = new Map<string, string>();
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== 'name' || tokens[at - 1]?.text === '.') {
      continue;
    }
    if (language === 'python') {
      addPython(tokens, at, found);
    } else if (text === 'import' || text === 'require') {
      addScript(tokens, at, found);
    }
  }
  return found;
}

/** What a dotted name stands for once its first part is looked up. */
export function resolved(names: readonly string[], imports: Imports): string {
  const [first = '', ...rest] = names;
  return [imports.get(first) ?? first, ...rest].join('.');
}

function addScript(tokens: readonly Token[], at: number, found: Map<string, string>): void {
  if (tokens[at + 1]?.text === '(' && tokens[at + 1]?.kind === 'mark') {
    addRequire(tokens, at, found);
    return;
  }
  if (tokens[at]?.text !== 'import') {
    return;
  }
  const statement = tokens.slice(at + 1, at + MAX_TOKENS);
  const end = statement.findIndex(({ kind }) => kind === 'string');
  const from = statement[end];
  if (from === undefined || statement[end - 1]?.text !== 'from') {
    return;
  }
  const names = statement.slice(0, end - 1);
  const open = names.findIndex(({ text }) => text === '{');
  addNames(open < 0 ? [] : names.slice(open + 1, -1), 'as', from.text, found);
  const [first, second, third] = names;
  if (first?.text === '*' && second?.text === 'as' && third !== undefined) {
    found.set(third.text, from.text);
  } else if (first?.kind === 'name' && first.text !== 'type') {
    found.set(first.text, from.text);
  }
}

/** `const X = require('m')`, `const { A: B } = await import('m')`, `const X = require('m').A`. */
function addRequire(tokens: readonly Token[], at: number, found: Map<string, string>): void {
  const module = tokens[at + 2];
  const isAwaited = tokens[at - 1]?.text === 'await';
  const equals = at - (isAwaited ? 2 : 1);
  const target = tokens[equals - 1];
  if (module?.kind !== 'string' || tokens[equals]?.text !== '=' || target === undefined) {
    return;
  }
  if (target.kind === 'name') {
    const isMember = tokens[at + 4]?.text === '.';
    const member = isMember ? `.${tokens[at + 5]?.text ?? ''}` : '';
    found.set(target.text, `${module.text}${member}`);
  } else if (target.text === '}') {
    const start = Math.max(0, equals - MAX_TOKENS);
    const before = tokens.slice(start, equals - 1);
    const open = before.findLastIndex(({ kind, text }) => kind === 'mark' && text === '{');
    addNames(open < 0 ? [] : before.slice(open + 1), ':', module.text, found);
  }
}

/** `A`, `A as B`: names in a list, each of which may get another. */
function addNames(
  list: readonly Token[],
  as: ':' | 'as',
  module: string,
  found: Map<string, string>,
): void {
  for (const [at, { kind, text }] of list.entries()) {
    const isFirst = at === 0 || list[at - 1]?.text === ',' || list[at - 1]?.text === 'type';
    if (kind === 'name' && isFirst) {
      const other = list[at + 1]?.text === as ? list[at + 2] : undefined;
      found.set(other?.text ?? text, `${module}.${text}`);
    }
  }
}

function addPython(tokens: readonly Token[], at: number, found: Map<string, string>): void {
  const word = tokens[at]?.text;
  if (word !== 'from' && word !== 'import') {
    return;
  }
  const statement = statementAt(tokens, at + 1);
  if (word === 'from') {
    const end = statement.findIndex(({ text }) => text === 'import');
    const module = statement.slice(0, Math.max(0, end)).map(({ text }) => text);
    const names = statement.slice(end + 1).filter(({ text }) => !'()\\'.includes(text));
    addNames(end < 0 ? [] : names, 'as', module.join(''), found);
  } else if (!isAfterFrom(tokens, at)) {
    const as = statement.findIndex(({ text }) => text === 'as');
    const name = statement[as + 1];
    if (as > 0 && name !== undefined) {
      found.set(
        name.text,
        statement
          .slice(0, as)
          .map(({ text }) => text)
          .join(''),
      );
    }
  }
}

/** Whether an `import` belongs to the `from` of its statement. */
function isAfterFrom(tokens: readonly Token[], at: number): boolean {
  const line = tokens[at]?.line;
  return tokens
    .slice(Math.max(0, at - MAX_TOKENS), at)
    .some((token) => token.line === line && token.text === 'from');
}

/** The words of a statement: to the end of its line, of its brackets, or of the lines it goes on to. */
function statementAt(tokens: readonly Token[], start: number): readonly Token[] {
  let depth = 0;
  let end = start;
  for (; end < Math.min(tokens.length, start + MAX_TOKENS); end += 1) {
    const [token, last] = [tokens[end], tokens[end - 1]];
    if (token?.line !== last?.line && depth === 0 && last?.text !== '\\') {
      break;
    }
    depth += token?.text === '(' ? 1 : token?.text === ')' ? -1 : 0;
  }
  return tokens.slice(start, end);
}
