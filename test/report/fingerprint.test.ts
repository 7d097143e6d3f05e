import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numbered } from '../../src/action/review/numbered.ts';
import type { Finding } from '../../src/core/compare/finding.ts';
import { fingerprints } from '../../src/core/report/fingerprint.ts';
import { REPORT_FORMATS } from '../../src/core/report/index.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';
import { FINDINGS } from './findings.ts';

const all = Object.values(FINDINGS);
const finding: Finding = FINDINGS.missing;

it('names findings by what they say, wherever it stands', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (line, column) => {
      const moved = { ...finding, place: { ...finding.place, line, column } };
      expect(fingerprints([moved])).toEqual(fingerprints([finding]));
    }),
  );
});

it.each<[string, Partial<Finding>]>([
  ['rule', { rule: 'other-rule' }],
  ['subject', { subject: 'kms' }],
  ['action', { action: 'bedrock:Other' }],
  ['resource', { resource: 'other' }],
  ['condition', { condition: 'StringEquals a = b' }],
  ['flow', { flow: 'other' }],
  ['node', { node: 'Other' }],
  ['file', { place: { ...finding.place, file: 'other.yaml' } }],
])('tells findings apart by their %s', (_, change) => {
  expect(fingerprints([{ ...finding, ...change }])).not.toEqual(fingerprints([finding]));
});

it('tells texts apart that only look alike when they are joined', () => {
  const [one] = fingerprints([{ ...finding, flow: 'a', node: 'b,c' }]);
  const [other] = fingerprints([{ ...finding, flow: 'a,b', node: 'c' }]);
  expect(one).not.toBe(other);
});

it('counts findings that say the same', () => {
  const names = fingerprints([finding, finding, finding]);
  expect(new Set(names).size).toBe(3);
  expect(names[0]).toBe(fingerprints([finding])[0]);
});

it('is the same in SARIF and in the comments of the Action', () => {
  const report = REPORT_FORMATS.sarif(
    { findings: all, rules: [], files: [], version: '0' },
    PLAIN_STYLE,
  );
  const results: { readonly partialFingerprints: object }[] = JSON.parse(report).runs[0].results;
  const names = numbered(all).map(({ fingerprint }) => fingerprint);
  expect(results.map((one) => Object.values(one.partialFingerprints)[0])).toEqual(names);
  expect(names.every((name) => /^[0-9a-f]{16}$/.test(name))).toBe(true);
});
