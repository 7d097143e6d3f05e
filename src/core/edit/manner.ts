import { Document } from 'yaml';
import type { JsonData } from '../template/reference.ts';
import { templateYaml } from '../write/cloudformation/yaml.ts';
import { lineBreakOf, type Manner } from './layout.ts';
import type { Language } from './syntax.ts';

/** How a file is written: its indentation, its line breaks, and short or long intrinsic functions. */
export function mannerOf(language: Language, text: string): Manner {
  const isLong =
    /(?:^|\s)(?:Fn::(?:Sub|GetAtt|Join)|Ref):/m.test(text) && !/\s!(?:Sub|Ref|GetAtt)\b/.test(text);
  return {
    language,
    indent: language === 'yaml' ? '  ' : (/^[{[]\r?\n([ \t]+)/.exec(text.trimStart())?.[1] ?? '  '),
    lineBreak: lineBreakOf(text),
    block: (data) => linesOf(isLong ? longYaml(data) : templateYaml(data, new Map(), [])),
  };
}

function longYaml(data: JsonData): string {
  return new Document(data).toString({ lineWidth: 0, flowCollectionPadding: false });
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\n$/, '').split('\n');
}
