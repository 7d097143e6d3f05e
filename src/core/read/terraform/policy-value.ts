import { readJson } from '../../document/json.ts';
import { mapStrings, type Value } from '../../document/value.ts';
import { InputError } from '../../problem.ts';
import { literal, type Part, type Template, templateOf } from '../../template/template.ts';
import type { HclExpression, HclRaw } from '../hcl/syntax.ts';
import { evaluate } from './evaluate.ts';
import { follow } from './follow.ts';
import type { TerraformModule } from './module.ts';
import { expressionValue } from './values.ts';

/**
 * A policy document that an expression makes: an object in `jsonencode`, or JSON text in a heredoc
 * or in quotes. Undefined for what is made otherwise.
 */
export function policyValue(expression: HclExpression, module: TerraformModule): Value | undefined {
  const target = follow(module, expression);
  switch (target?.kind) {
    case 'call': {
      const [first] = target.args;
      return target.name === 'jsonencode' && first ? expressionValue(first, module) : undefined;
    }
    case 'template':
      return jsonIn(target.raw, module);
    case 'literal':
      return target.type === 'string'
        ? parsed(target.place.file, target.text, () => target.place)
        : undefined;
    case 'object':
      return expressionValue(target, module);
    case 'tuple':
    case 'traversal':
    case 'other':
    case undefined:
      return undefined;
  }
}

/** Stands for an interpolation while its text is read as JSON; these characters mean nothing in Unicode. */
const MARK = /\ue000([\ue100-\uf0ff]{2})\ue001+/g;

/** Each of the two characters of a mark stands for one of so many numbers. */
const DIGITS = 4096;

function markOf(index: number, length: number): string {
  const digits = [Math.floor(index / DIGITS), index % DIGITS].map((digit) => 0xe100 + digit);
  return `\ue000${String.fromCharCode(...digits)}`.padEnd(length, '\ue001');
}

function indexOf(digits: string): number {
  return (digits.charCodeAt(0) - 0xe100) * DIGITS + digits.charCodeAt(1) - 0xe100;
}

/**
 * JSON text with interpolations in its strings. Each is replaced by a mark of the same length, so
 * that places do not move.
 */
function jsonIn(raw: HclRaw, module: TerraformModule): Value | undefined {
  let text = '';
  let end = 0;
  for (const [index, { start, end: behind }] of raw.interpolations.entries()) {
    text += `${unmarked(raw.text.slice(end, start))}${markOf(index, behind - start)}`;
    end = behind;
  }
  text += unmarked(raw.text.slice(end));
  const value = parsed(raw.placeAt(0).file, text, raw.placeAt);
  return value && mapStrings(value, (leaf) => restoredText(leaf, raw, module));
}

/** A stray mark in a file must not be taken for one of ours. */
function unmarked(text: string): string {
  return text.replaceAll('\ue000', '\ufffd');
}

function parsed(file: string, text: string, placeAt: HclRaw['placeAt']): Value | undefined {
  try {
    return readJson(file, text, placeAt);
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

function restoredText(value: Template, raw: HclRaw, module: TerraformModule): Template {
  const text = literal(value) ?? '';
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    const found = raw.interpolations[indexOf(match[1] ?? '')];
    parts.push(text.slice(end, match.index), (found && evaluate(module, found.value)) ?? '');
    end = match.index + match[0].length;
  }
  return templateOf([...parts, text.slice(end)]);
}
