import { Document, visit } from 'yaml';
import { escapeCodePoints, isUnprintable } from '../printable.ts';
import type { JsonData } from '../template/reference.ts';
import { templateYaml } from '../write/cloudformation/yaml.ts';
import { lineBreakOf } from './lines.ts';
import type { Language } from './syntax.ts';

/** Writes data in the language and the manner of a file. */
export interface Manner {
  readonly language: Language;
  /** What one level is moved to the right. */
  readonly indent: string;
  readonly lineBreak: string;
  /** YAML of a value in block style, one element per line, without indentation. */
  readonly block: (data: JsonData) => readonly string[];
  /** YAML of a value in flow style, on one line. */
  readonly flow?: (data: JsonData) => string;
}

/** How a file is written: its indentation, its line breaks, and short or long intrinsic functions. */
export function mannerOf(language: Language, text: string): Manner {
  const isLong =
    /(?:^|\s)"?(?:Fn::(?:Sub|GetAtt|Join)|Ref)"?:/m.test(text) &&
    !/\s!(?:Sub|Ref|GetAtt)\b/.test(text);
  const yaml = (data: JsonData, style: 'any' | 'flow') =>
    (isLong ? longYaml(data, style) : templateYaml(data, new Map(), [], style)).replace(/\n$/, '');
  return {
    language,
    indent: language === 'yaml' ? '  ' : (/^[{[]\r?\n([ \t]+)/.exec(text.trimStart())?.[1] ?? '  '),
    lineBreak: lineBreakOf(text),
    block: (data) => yaml(data, 'any').split('\n'),
    // Between brackets more has to be quoted than elsewhere.
    flow: (data) => yaml([data], 'flow').slice(1, -1),
  };
}

function longYaml(data: JsonData, collectionStyle: 'any' | 'flow'): string {
  const document = new Document(data);
  visit(document, {
    // Escapes mean something between double quotes only.
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && isUnprintable(node.value)) {
        node.type = 'QUOTE_DOUBLE';
      }
    },
  });
  return escapeCodePoints(
    document.toString({ lineWidth: 0, flowCollectionPadding: false, collectionStyle }),
  );
}
