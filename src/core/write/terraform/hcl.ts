import { escapeCodePoints, printable } from '../../printable.ts';

/** A piece of the body of a file or a block. */
export type HclItem =
  /** One line, whatever stands in the text. */
  | { readonly kind: 'comment'; readonly text: string }
  /** An argument; a list stands on one line, or over several where it would be long. */
  | { readonly kind: 'argument'; readonly name: string; readonly value: string | readonly string[] }
  | { readonly kind: 'block'; readonly header: string; readonly items: readonly HclItem[] };

/** Lists longer than this are written over several lines. */
const MOST_COLUMNS = 80;

/** Text of strangers in a comment is cut here. */
const MOST_IN_COMMENT = 2000;

/**
 * Writes items as `terraform fmt` would: two blanks a level, the signs of arguments that follow
 * each other aligned, a blank line before a block.
 *
 * https://developer.hashicorp.com/terraform/language/style
 */
export function hclText(items: readonly HclItem[]): string {
  return `${bodyLines(items).join('\n')}\n`;
}

function bodyLines(items: readonly HclItem[]): readonly string[] {
  const lines: string[] = [];
  let run: { readonly name: string; readonly value: string }[] = [];
  const endRun = () => {
    const width = Math.max(0, ...run.map(({ name }) => name.length));
    lines.push(...run.map(({ name, value }) => `${name.padEnd(width)} = ${value}`));
    run = [];
  };
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    if (item.kind === 'argument') {
      const text = onOneLine(item.value);
      if (text === undefined) {
        endRun();
        lines.push(`${item.name} = [`, ...listLines(item.value), ']');
      } else {
        run.push({ name: item.name, value: text });
      }
      continue;
    }
    endRun();
    // A comment belongs to the block below it: the blank line stands before the comment.
    if (before !== undefined && before.kind !== 'comment') {
      lines.push('');
    }
    if (item.kind === 'comment') {
      lines.push(item.text === '' ? '#' : `# ${printable(item.text, MOST_IN_COMMENT)}`);
    } else if (item.items.length === 0) {
      lines.push(`${item.header} {}`);
    } else {
      lines.push(`${item.header} {`, ...bodyLines(item.items).map(indented), '}');
    }
  }
  endRun();
  return lines;
}

function indented(line: string): string {
  return line === '' ? line : `  ${line}`;
}

function onOneLine(value: string | readonly string[]): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  const text = `[${value.join(', ')}]`;
  return value.length > 1 || text.length > MOST_COLUMNS ? undefined : text;
}

function listLines(value: string | readonly string[]): readonly string[] {
  return (typeof value === 'string' ? [value] : value).map((item) => `  ${item},`);
}

/** Text in quotes, in which nothing is a template and nothing unprintable stands raw. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Text inside quotes. */
export function escaped(text: string): string {
  return escapeCodePoints(
    wellFormed(text)
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r')
      .replaceAll('\t', '\\t')
      // A function, as `$$` in a replacement text means one `$`.
      .replaceAll(/[$%]\{/g, (mark) => `${mark[0]}${mark}`),
  );
}

/** HCL knows no halves of characters: `\u` with a surrogate does not parse. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

/** A name as Terraform has them: letters, digits and `_`, beginning with a letter. */
export function terraformName(text: string): string {
  const name = text
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase()
    .slice(0, 60);
  return /^[a-z]/.test(name) ? name : `flow_${name}`.replace(/_$/, '');
}
