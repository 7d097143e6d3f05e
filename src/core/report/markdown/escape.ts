import { printable } from '../../printable.ts';
import { trimOf } from '../../trim.ts';

/**
 * Makes text from a stranger's file plain text in Markdown, also inside a table: nothing in it is
 * formatted, linked, mentioned or read as HTML or as a formula, and it stays on one line.
 *
 * @param limit text with more characters is cut.
 */
export function escapeMarkdown(text: string, limit = 400): string {
  // Blanks at the ends would be dropped, or make code of what follows them.
  const escaped = escapeMarks(withoutReferences(printable(text, limit)));
  const inner = trimOf(escaped, ' ');
  const start = inner === '' ? 0 : escaped.indexOf(inner);
  const blanks = (count: number) => '&#32;'.repeat(count);
  return `${blanks(start)}${inner}${blanks(escaped.length - start - inner.length)}`;
}

/**
 * GitHub looks for mentions, issues and mail addresses in what Markdown has been rendered to, where
 * neither a backslash nor an entity is left. A space without width keeps them from being found.
 */
function withoutReferences(text: string): string {
  return text.replace(/@(?=\w)|#(?=\d)|GH-(?=\d)/gi, '$&\u200b');
}

function escapeMarks(text: string): string {
  return (
    text
      .replace(/[&<>]/g, (character) => HTML[character] ?? character)
      // Every mark that Markdown gives a meaning to; a backslash before it takes the meaning away.
      .replace(/[\\`*_{}[\]()#+\-.!|~]/g, '\\$&')
      // A mention, or an address that would become a link: an empty comment cannot stand in a
      // table's cell on all sites, so the character is written as an entity.
      .replace(/[@:]/g, (character) => `&#${character.charCodeAt(0)};`)
      .replace(/\bwww(?=\\\.)/gi, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`)
      // Two of them would have a formula between them, which no backslash prevents:
      // https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
      .replaceAll('$', () => '<span>$</span>')
  );
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text as code on one line, whatever backticks, bars and blanks stand in it. GitHub links nothing
 * in code.
 *
 * @param limit text with more characters is cut.
 */
export function inlineCode(text: string, limit = 400): string {
  const shown = printable(text, limit);
  if (shown === '') {
    return '';
  }
  // A bar ends a table's cell even inside code, and a backslash would be shown: code in HTML has neither.
  if (shown.includes('|') || shown.includes('`')) {
    return `<code>${escapeMarks(shown)}</code>`;
  }
  // One blank is taken away from either end, unless there is nothing else.
  const isPadded = shown.startsWith(' ') && shown.endsWith(' ') && /[^ ]/.test(shown);
  return isPadded ? `\` ${shown} \`` : `\`${shown}\``;
}

/**
 * Text as code within HTML, as in the title of a folded part: there Markdown is not read, and a
 * backtick or a backslash would be shown.
 */
export function htmlCode(text: string, limit = 400): string {
  const shown = printable(text, limit);
  return `<code>${shown.replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`)}</code>`;
}

/** A fenced block whose fence is longer than any in the text; without text it has no line. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${fence}`;
}
