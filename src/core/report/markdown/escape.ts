import { printable } from '../../printable.ts';

/**
 * Makes text from a stranger's file plain text in Markdown, also inside a table: nothing in it is
 * formatted, linked, mentioned or read as HTML, and it stays on one line.
 */
export function escapeMarkdown(text: string, limit = 400): string {
  return escapeMarks(withoutReferences(printable(text, limit)));
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
  );
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text as code on one line, whatever backticks and bars stand in it. GitHub links nothing in code. */
export function inlineCode(text: string, limit = 400): string {
  const shown = printable(text, limit);
  if (shown === '') {
    return '';
  }
  // A bar ends a table's cell even inside code, and a backslash would be shown: code in HTML has neither.
  if (shown.includes('|') || shown.includes('`')) {
    return `<code>${escapeMarks(shown)}</code>`;
  }
  return `\`${shown}\``;
}

/** A fenced block whose fence is longer than any in the text; without text it has no line. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${fence}`;
}
