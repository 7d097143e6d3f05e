import { expect } from 'vitest';
import { isUnprintable } from '../../src/core/printable.ts';
import { htmlOf, REFERENCE, textBesideCode } from './rendered.ts';

/** Every tag that the Action and the reports write, or that Markdown makes. */
const TAGS =
  /^<\/?(?:p|h[23]|ul|li|strong|code|pre|a|br|table|thead|tbody|tr|th|td|blockquote|details|summary|sub|span)\b/;

const MARKER = /^<!-- flow-role-wizard [a-z]+[ 0-9a-f]* -->(?:\n|$)/;

/** Nothing in what was written is more than text, but for our own marks and links. */
export function expectHarmless(markdown: string): void {
  const html = htmlOf(markdown.replace(MARKER, ''));
  const tags = html.match(/<[^>]*>/g) ?? [];
  expect(tags.filter((tag) => !TAGS.test(tag))).toEqual([]);
  for (const [, address = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g)) {
    expect(address).toMatch(/^https:\/\/(?:docs\.aws\.amazon\.com|github\.com\/octo\/flows)\//);
  }
  const attributes = [...tags.join('').matchAll(/ ([\w-]+)=/g)].map(([, name]) => name);
  expect(attributes.filter((name) => name !== 'href' && name !== 'class')).toEqual([]);
  expect(textBesideCode(markdown)).not.toMatch(REFERENCE);
  expect(isUnprintable(markdown.replace(/[\t\n\u200b]/g, ''))).toBe(false);
}
