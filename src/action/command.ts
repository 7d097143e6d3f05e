/** What a comment asks for. */
export type Command =
  | {
      readonly kind: 'apply';
      readonly prune: boolean;
      readonly narrow: boolean;
      readonly only?: number;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'unclear'; readonly text: string };

/** What people may write, for answers. */
export const COMMANDS = [
  '`/flow-role apply` adds what is missing and mends what can never match',
  '`/flow-role apply prune` also removes what no node needs',
  '`/flow-role apply narrow` also narrows what is too broad',
  '`/flow-role apply 3` mends finding 3 of the summary alone',
  '`/flow-role help` shows this',
];

/** Reads the first line of a comment that begins with `/flow-role`. */
export function readCommand(text: string): Command {
  const [line = ''] = text.split('\n');
  const [, verb, ...words] = line.trim().toLowerCase().split(/\s+/);
  if (verb === 'help' || verb === undefined) {
    return { kind: 'help' };
  }
  const numbers = words.filter((word) => /^\d{1,6}$/.test(word));
  const isKnown = words.every(
    (word) => ['prune', 'narrow'].includes(word) || numbers.includes(word),
  );
  if (
    verb !== 'apply' ||
    !isKnown ||
    numbers.length > 1 ||
    (numbers.length > 0 && words.length > 1)
  ) {
    return { kind: 'unclear', text: line };
  }
  const [number] = numbers;
  return {
    kind: 'apply',
    prune: words.includes('prune'),
    narrow: words.includes('narrow'),
    ...(number !== undefined && { only: Number(number) }),
  };
}
