import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** What GitHub finds in rendered text: a mention, a mail address, or a reference to an issue. */
export const REFERENCE = /@\w|#\d|GH-\d/i;

/** Markdown of GitHub as HTML, with whatever HTML stands in it. */
export function htmlOf(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

/** The text that HTML shows. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#(\d+)|(amp|lt|gt|quot));/g,
      (_, code, name) => NAMED[name] ?? String.fromCharCode(Number(code)),
    );
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The text that Markdown shows, without its code, in which GitHub finds nothing. */
export function textBesideCode(markdown: string): string {
  return textOf(htmlOf(markdown).replace(/<(pre|code)>[\s\S]*?<\/\1>/g, ''));
}
