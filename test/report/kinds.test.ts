import { describe, expect, it } from 'vitest';
import { NOTHING_CHECKED } from '../../src/action/check.ts';
import { annotations } from '../../src/action/review/annotate.ts';
import { summary } from '../../src/action/review/summary.ts';
import { headline } from '../../src/action/review/words.ts';
import { FAIL_ON, FINDING_KINDS, failsAt, kindRow } from '../../src/core/compare/finding-kinds.ts';
import { RULES } from '../../src/core/compare/rules/index.ts';
import { draft } from '../../src/core/edit/draft.ts';
import { MEND_ALL } from '../../src/core/edit/mend.ts';
import type { MendOptions } from '../../src/core/edit/task.ts';
import { countsOf, countsText } from '../../src/core/report/counts.ts';
import { REPORT_FORMATS } from '../../src/core/report/index.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';
import { FINDINGS, POLICY } from './findings.ts';

const numbered = (kind: keyof typeof FINDINGS) => [
  { number: 1, fingerprint: 'f', finding: FINDINGS[kind] },
];

describe.each(FINDING_KINDS)('a finding %s', (kind) => {
  const finding = FINDINGS[kind];
  const row = kindRow(kind);

  it('fails at its level and at all that count more', () => {
    const levels = FAIL_ON.filter((level) => failsAt(kind, level));
    const from = row.failsFrom === 'never' ? FAIL_ON.length : FAIL_ON.indexOf(row.failsFrom);
    expect(levels).toEqual(FAIL_ON.slice(from).filter((level) => level !== 'never'));
  });

  it('is counted, by its own name', () => {
    expect(countsOf([finding, finding])).toMatchObject({ [kind]: 2 });
    expect(Object.keys(countsOf([]))).toEqual(FINDING_KINDS);
    expect(countsText([finding])).toContain(`1 ${kind}`);
    expect(countsText([finding, finding])).toContain(`2 ${row.plural ?? kind}`);
  });

  it('is in the JSON summary, and has its level in SARIF and as an annotation', () => {
    const input = { findings: [finding], rules: RULES, files: [POLICY], version: '1' };
    expect(JSON.parse(REPORT_FORMATS.json(input, PLAIN_STYLE)).summary[kind]).toBe(1);
    const [{ results }] = JSON.parse(REPORT_FORMATS.sarif(input, PLAIN_STYLE)).runs;
    expect(results[0].level).toBe(row.severity);
    const [annotation] = annotations(numbered(kind), NOTHING_CHECKED);
    expect(annotation?.level).toBe(row.severity === 'note' ? 'notice' : row.severity);
    expect(headline(finding)).toContain(`**${row.title}**`);
  });

  it('is edited by fix only if its row says so', () => {
    const isEditedWith = (what: MendOptions) =>
      draft([POLICY], [finding], what).drafts.some(({ changes }) => changes.length > 0);
    const options = { prune: row.fix === 'prune', narrow: row.fix === 'narrow' };
    const isEdited = isEditedWith(options);
    expect(isEdited).toBe(['always', 'prune', 'narrow'].includes(row.fix));
    const others = { prune: row.fix !== 'prune', narrow: row.fix !== 'narrow' };
    const isEditedByOthers = isEditedWith(others);
    expect(isEditedByOthers).toBe(row.fix === 'always');
  });
});

describe('a note', () => {
  const facts = {
    checked: NOTHING_CHECKED,
    isChecked: true,
    findings: numbered('note'),
    told: new Map(),
    changes: [],
    head: '0123456789',
    runUrl: 'https://github.com/octo/flows/actions/runs/1',
    notices: [],
    commands: true,
  } as const;

  it('leaves a pull request without a mistake, and is read there', () => {
    const text = summary(facts, () => true);
    expect(text).toMatch(/^### ✅ .* \(1 note\)\n/);
    expect(text).toContain('**Note**');
    expect(text).not.toContain('/flow-role apply');
  });

  it('calls for no change and says of no call that it is denied', () => {
    expect(draft([POLICY], [FINDINGS.note], MEND_ALL)).toEqual({ left: [], drafts: [] });
    const input = { findings: [FINDINGS.note], rules: [], files: [POLICY], version: '1' };
    for (const report of Object.values(REPORT_FORMATS)) {
      expect(report(input, PLAIN_STYLE)).not.toMatch(/AccessDenied|flow-role-wizard fix/);
    }
    for (const { kind, help } of RULES) {
      expect(kindRow(kind).fix === 'never' && help.includes('AccessDenied')).toBe(false);
    }
  });
});
