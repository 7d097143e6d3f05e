import { printable } from '../../core/printable.ts';

/**
 * Text from a flow file as plain text in Markdown: nothing in it is a mark, a mention, a link, a
 * reference to an issue, HTML or a formula.
 */
export function plain(text: string, limit = 1000): string {
  return printable(text, limit)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]()>|~$!]/g, '\\$&')
    .replace(/[@#]/g, '$&<!-- -->')
    .replace(/:\/\//g, ':<!-- -->//')
    .replace(/\b(www|gh)(?=[.-])/gi, '$1<!-- -->');
}

/** Text from a flow file in the typewriter's letters, safe in tables too. */
export function code(text: string, limit = 500): string {
  const shown = printable(text, limit);
  if (shown === '') {
    return '';
  }
  // A table takes a `|` for its own even in code, so there HTML says the same.
  if (shown.includes('|') || shown.includes('`')) {
    return `<code>${html(shown)}</code>`;
  }
  const isPadded = /^ | $/.test(shown);
  return isPadded ? `\` ${shown} \`` : `\`${shown}\``;
}

function html(text: string): string {
  return text.replace(/[&<>"'`|@#*_~\\[\]:$]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A part that is opened with a click. `title` is HTML of our own. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
