import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/compare/finding.ts';
import { FINDING_KINDS } from '../../src/core/compare/finding-kinds.ts';
import { RULES } from '../../src/core/compare/rules/index.ts';
import { DATA_DATES } from '../../src/core/data/data-dates.ts';
import { PAGE_SOURCES } from '../../src/core/data/sources.ts';
import { fails } from '../../src/core/report/fail-on.ts';
import { REPORT_FORMATS } from '../../src/core/report/index.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';
import { findingsIn } from '../support/compare.ts';
import { REFERENCE, textBesideCode } from '../support/rendered.ts';
import { FINDINGS, POLICY } from './findings.ts';
import { expectGolden } from './golden.ts';

const CASES = join(import.meta.dirname, '../compare/cases');
const EXTENSIONS = { text: 'txt', json: 'json', markdown: 'md', sarif: 'sarif' } as const;

// Written for an older draft, from which it needs nothing that has another meaning now.
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve(
      '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
    ),
    'utf8',
  ),
);

async function inputOf(name: string, file: string) {
  const text = readFileSync(join(CASES, name, file), 'utf8');
  const findings = await findingsIn({ [file]: text }, {});
  return { findings, rules: RULES, files: [{ path: file, text }], version: '1.2.3' };
}

const CASE = ['yaml-mistake-in-the-wild', 'template.yaml'] as const;

describe.each(Object.entries(EXTENSIONS))('as %s', (format, extension) => {
  it('findings look as they should', async () => {
    const report = REPORT_FORMATS[format as keyof typeof EXTENSIONS](
      await inputOf(...CASE),
      PLAIN_STYLE,
    );
    expectGolden(report, `mistake.${extension}`);
  });

  it('findings look as they should in a narrow window', async () => {
    const report = REPORT_FORMATS[format as keyof typeof EXTENSIONS](await inputOf(...CASE), {
      ...PLAIN_STYLE,
      columns: 40,
    });
    // Only text for a terminal is wrapped.
    expectGolden(report, format === 'text' ? 'mistake-40.txt' : `mistake.${extension}`);
  });

  it.each(FINDING_KINDS)('a finding %s looks as it should', (kind) => {
    const finding = FINDINGS[kind];
    const report = REPORT_FORMATS[format as keyof typeof EXTENSIONS](
      {
        findings: [finding],
        rules: RULES.filter(({ id }) => id === finding.rule),
        files: [POLICY],
        version: '1.2.3',
      },
      PLAIN_STYLE,
    );
    expectGolden(report, `kinds/${kind}.${extension}`);
  });

  it('a file of a stranger does no harm', async () => {
    const { findings, ...rest } = await inputOf(...CASE);
    const evil = '\u001b]0;x\u0007<b>@all</b> #181 GH-1 | `x` ](http://e) \u202e';
    const hostile = findings.map((finding) => ({
      ...finding,
      flow: evil,
      node: evil,
      resource: evil,
      why: evil,
      condition: evil,
      place: { ...finding.place, file: evil },
      reasons: finding.reasons.map((reason) => ({ ...reason, node: evil, flow: evil, why: evil })),
    }));
    const report = REPORT_FORMATS[format as keyof typeof EXTENSIONS](
      { findings: hostile, ...rest },
      PLAIN_STYLE,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    if (format === 'markdown') {
      expect(report).not.toMatch(/<b>|\]\(http:\/\/e/);
      expect(textBesideCode(report)).not.toMatch(REFERENCE);
    }
  });

  it('nothing is said to be wrong when nothing is', () => {
    const report = REPORT_FORMATS[format as keyof typeof EXTENSIONS](
      { findings: [], rules: RULES, files: [], version: '0' },
      PLAIN_STYLE,
    );
    expect(report).toMatch(/nothing to mend|"missing": 0|"results": \[\]/);
  });
});

it('no line of a report is wider than the window, but for a word that is', async () => {
  for (const columns of [40, 60, 100]) {
    const style = { ...PLAIN_STYLE, columns };
    const input = { rules: RULES, files: [POLICY], version: '1.2.3' };
    const reports = [
      REPORT_FORMATS.text(await inputOf(...CASE), style),
      REPORT_FORMATS.text({ ...input, findings: Object.values(FINDINGS) }, style),
    ];
    for (const line of reports.join('\n').split('\n')) {
      expect(line.length <= columns || !line.trim().includes(' '), line).toBe(true);
    }
  }
});

describe('SARIF', () => {
  const ajv = new Ajv({ strict: false, validateFormats: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  it('and JSON say how old the AWS data is', async () => {
    const input = { ...(await inputOf(...CASE)), data: DATA_DATES };
    const log = JSON.parse(REPORT_FORMATS.sarif(input, PLAIN_STYLE));
    validate(log);
    expect(validate.errors).toBeNull();
    expect(log.runs[0].tool.driver.properties).toEqual({ data: DATA_DATES });
    expect(JSON.parse(REPORT_FORMATS.json(input, PLAIN_STYLE)).data).toEqual(DATA_DATES);
    for (const { title, read } of PAGE_SOURCES) {
      expect(DATA_DATES[title]).toBe(read);
    }
  });

  it.each([
    ['yaml-mistake-in-the-wild', 'template.yaml'],
    ['json-invalid', 'template.json'],
    ['terraform-blocks', 'main.tf'],
    ['terraform-elsewhere', 'main.tf'],
  ])('of %s is valid by the official schema', async (name, file) => {
    const log = JSON.parse(REPORT_FORMATS.sarif(await inputOf(name, file), PLAIN_STYLE));
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    const [{ results, tool }] = log.runs;
    expect(results.length).toBeGreaterThan(0);
    for (const { ruleId, ruleIndex } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    }
  });

  it('has a fix that makes of the file what fix makes of it', async () => {
    const input = await inputOf(...CASE);
    const log = JSON.parse(REPORT_FORMATS.sarif(input, PLAIN_STYLE));
    const [file] = input.files;
    const lines = (file?.text ?? '').split('\n');
    const offset = (line: number, column: number) =>
      lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
    const fixes = log.runs[0].results.flatMap(
      (result: { fixes?: { artifactChanges: { replacements: Replacement[] }[] }[] }) =>
        result.fixes ?? [],
    );
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) {
      const [{ deletedRegion: at, insertedContent }] = fix.artifactChanges[0].replacements;
      const text = file?.text ?? '';
      const after =
        text.slice(0, offset(at.startLine, at.startColumn)) +
        (insertedContent?.text ?? '') +
        text.slice(offset(at.endLine, at.endColumn));
      const left = await findingsIn({ [CASE[1]]: after }, {});
      expect(left.length).toBeLessThan(input.findings.length);
    }
  });
});

interface Replacement {
  readonly deletedRegion: Readonly<Record<string, number>>;
  readonly insertedContent?: { readonly text: string };
}

describe('--fail-on', () => {
  const finding = (kind: Finding['kind'], rule = 'x') => ({ kind, rule }) as Finding;

  it.each([
    ['missing', 'missing', true],
    ['missing', 'excess', false],
    ['missing', 'invalid', false],
    ['missing', 'unknown', false],
    ['excess', 'missing', true],
    ['excess', 'excess', true],
    ['excess', 'broad', true],
    ['excess', 'invalid', true],
    ['excess', 'unknown', false],
    ['any', 'unknown', true],
    ['never', 'missing', false],
    ['missing', 'note', false],
    ['excess', 'note', false],
    ['any', 'note', false],
    ['never', 'note', false],
  ] as const)('%s with a finding %s: %s', (failOn, kind, expected) => {
    expect(fails([finding(kind)], failOn)).toBe(expected);
  });

  it('counts a role that was not found, as it was not checked', () => {
    expect(fails([finding('unknown', 'unknown-role')], 'missing')).toBe(true);
    expect(fails([finding('unknown', 'unknown-role')], 'never')).toBe(false);
  });
});
