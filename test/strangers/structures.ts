import { parse as parseHcl } from '@cdktn/hcl2json';
import { transform } from 'esbuild';
import { parseAllDocuments } from 'yaml';
import { readHcl } from '../../src/core/read/hcl/hcl.ts';
import type { HclBody } from '../../src/core/read/hcl/syntax.ts';
import { htmlOf } from '../support/rendered.ts';

/**
 * The shape of Terraform code, told by HashiCorp's parser and by ours: every block with the names of
 * its arguments, but neither values nor labels, which are made of what strangers wrote.
 */
export async function hclShape(text: string): Promise<unknown> {
  const theirs = (await parseHcl('role.tf', text)) as Readonly<Record<string, unknown>>;
  const types = Object.entries(theirs).flatMap(([kind, byType]) =>
    Object.entries(byType as object).map(([type, byName]) => [
      kind,
      type,
      Object.values(byName as object).map(withoutValues),
    ]),
  );
  return { theirs: types, ours: bodyShape(await readHcl('role.tf', text)) };
}

function bodyShape({ attributes, blocks }: HclBody): unknown {
  return [
    [...attributes.keys()],
    blocks.map(({ type, labels, body }) => [type, labels.length, labels[0], bodyShape(body)]),
  ];
}

/** Data with its keys, in which every text is the same. */
function withoutValues(data: unknown): unknown {
  if (Array.isArray(data)) {
    return data.map(withoutValues);
  }
  return typeof data === 'object' && data !== null
    ? Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withoutValues(value)]))
    : typeof data;
}

/** The resources of templates: their types and the names of all properties, without logical ids. */
export function templateShape(text: string): unknown {
  return parseAllDocuments(text, { logLevel: 'error' }).map((document) => {
    if (document.errors.length > 0) {
      throw document.errors[0];
    }
    const { Resources, Outputs = {}, ...rest } = document.toJS();
    return [
      Object.keys(rest),
      Object.values(Resources).map(withoutFunctions),
      Object.values(Outputs).map(withoutFunctions),
    ];
  });
}

/** YAML without its values; how many items a list has is part of it. */
export function templateKeys(text: string): unknown {
  const [document, ...others] = parseAllDocuments(text, { logLevel: 'error' });
  const [error] = document?.errors ?? [];
  if (error !== undefined || others.length > 0) {
    throw error ?? new Error('more than one document');
  }
  return JSON.parse(JSON.stringify(document?.toJS() ?? null), (key, value) =>
    key === 'answers' ? Object.keys(value).length : typeof value === 'string' ? 'text' : value,
  );
}

/** References are written in several ways, by what they refer to: each is a value. */
function withoutFunctions(data: unknown): unknown {
  if (Array.isArray(data)) {
    return data.map(withoutFunctions);
  }
  if (typeof data !== 'object' || data === null) {
    return 'value';
  }
  const entries = Object.entries(data);
  const [only] = entries;
  return entries.length === 1 && /^(?:Ref|Fn::)/.test(only?.[0] ?? '')
    ? 'value'
    : Object.fromEntries(entries.map(([key, value]) => [key, withoutFunctions(value)]));
}

/**
 * TypeScript as esbuild understands it, without comments, in which every string is the same and no
 * name is left that is made of the name of a flow.
 */
export async function typeScriptShape(text: string): Promise<string> {
  const { code } = await transform(text, {
    loader: 'ts',
    minifyWhitespace: true,
    sourcemap: false,
  });
  return code
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gs, '"…"')
    .replaceAll(/\b(create|statementsFor)\w+/g, '$1…');
}

/** The tags that Markdown makes, but for those that keep a sign from being a formula. */
export function markdownShape(text: string): readonly string[] {
  const tags = htmlOf(text).match(/<[^>]*>/g) ?? [];
  return tags.filter((tag) => !/^<\/?span>$/.test(tag));
}

/** JSON with the names of all its properties. */
export function jsonShape(text: string): unknown {
  return withoutValues(JSON.parse(text));
}
