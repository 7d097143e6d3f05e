import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';

/** A regular expression of a source file, or a call that makes one. */
export interface Found {
  /** `src/core/place.ts:12`. */
  readonly at: string;
  readonly file: string;
  /** Undefined for one that is made of other texts at run time. */
  readonly regex: { readonly pattern: string; readonly flags: string } | undefined;
  /** Whether it is made once, when its module is loaded. */
  readonly isOnce: boolean;
}

/** All regular expressions below a directory, by its syntax trees, in the order of each file. */
export function regularExpressions(directory: string): readonly Found[] {
  return globSync(`${directory}/**/*.{ts,tsx}`).sort().flatMap(inFile);
}

function inFile(file: string): readonly Found[] {
  const text = readFileSync(file, 'utf8');
  const { program, errors } = parseSync(file, text);
  const [error] = errors;
  if (error !== undefined) {
    throw new SyntaxError(`${file}: ${error.message}`);
  }
  const found: Found[] = [];
  let functions = 0;
  const add = (start: number, regex: Found['regex']) => {
    const line = text.slice(0, start).split('\n').length;
    found.push({ at: `${file}:${line}`, file, regex, isOnce: functions === 0 });
  };
  const made = (node: { readonly start: number; readonly callee: object }) => {
    if ('name' in node.callee && node.callee.name === 'RegExp') {
      add(node.start, undefined);
    }
  };
  const enter = () => {
    functions += 1;
  };
  const leave = () => {
    functions -= 1;
  };
  new Visitor({
    Literal: (node) => {
      if ('regex' in node) {
        add(node.start, node.regex);
      }
    },
    NewExpression: made,
    CallExpression: made,
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
  }).visit(program);
  return found;
}
