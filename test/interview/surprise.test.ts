import { describe, expect, it } from 'vitest';
import { answerIn, surpriseIn } from '../../src/core/interview/complaint.ts';
import type { TextScreen } from '../../src/core/interview/screen.ts';

const base = {
  kind: 'text',
  id: 'x',
  title: 'X',
  why: 'X.',
  initial: '',
  suggestions: [],
} as const;
const screen: TextScreen = {
  ...base,
  form: 'models',
  deployment: { account: '123456789012', region: 'us-east-1', partition: 'aws' },
};
const arn = (partition: string, region: string, account: string) =>
  `arn:${partition}:bedrock:${region}:${account}:agent-alias/AGENT12345/ALIAS12345`;

describe('an ARN of elsewhere is a surprise', () => {
  it.each([
    [arn('aws', 'us-east-1', '123456789012'), undefined],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0', undefined],
    ['arn:aws:s3:::bucket', undefined],
    ['amazon.nova-lite-v1:0', undefined],
    ['us.amazon.nova-lite-v1:0', undefined],
    ['global.amazon.nova-lite-v1:0', undefined],
    ['xx.amazon.nova-lite-v1:0', undefined],
    ['eu.amazon.nova-lite-v1:0', 'eu.amazon.nova-lite-v1:0 is for Regions elsewhere'],
    ['us-gov.amazon.nova-lite-v1:0', 'is for Regions elsewhere'],
    ['amazon.nova-lite-v1:0,apac.amazon.nova-lite-v1:0', 'is for Regions elsewhere'],
    ['none', undefined],
    ['', undefined],
    [arn('aws', 'eu-west-1', '123456789012'), 'Region eu-west-1, and the flow runs in us-east-1'],
    [
      arn('aws', 'us-east-1', '999999999999'),
      'account 999999999999, and the flow runs in 123456789012',
    ],
    [arn('aws-us-gov', 'us-east-1', '123456789012'), 'partition aws-us-gov'],
    [
      `amazon.nova-lite-v1:0,${arn('aws', 'eu-west-1', '123456789012')}`,
      'Region eu-west-1, and the flow runs in us-east-1',
    ],
  ])('%s', (answer, expected) => {
    const surprise = surpriseIn(answer, screen);
    if (expected === undefined) {
      expect(surprise).toBeUndefined();
    } else {
      expect(surprise).toContain(expected);
    }
  });

  it('names all that is different at once', () => {
    expect(surpriseIn(arn('aws-cn', 'cn-north-1', '999999999999'), screen)).toMatch(
      /partition aws-cn.*account 999999999999.*Region cn-north-1/,
    );
  });

  it('nothing is one where nothing is known', () => {
    const { deployment: _, ...unknown } = screen;
    expect(surpriseIn(arn('aws-cn', 'cn-north-1', '999999999999'), unknown)).toBeUndefined();
  });
});

it.each([
  ['us.amazon.nova-lite-v1:0', 'ca-central-1', false],
  ['us.amazon.nova-lite-v1:0', 'us-gov-west-1', true],
  ['us-gov.amazon.nova-lite-v1:0', 'us-gov-west-1', false],
  ['jp.amazon.nova-lite-v1:0', 'ap-northeast-1', false],
  ['eu.amazon.nova-lite-v1:0', 'eu-west-2', false],
])('the profile %s from %s is a surprise: %s', (id, region, isSurprise) => {
  const here: TextScreen = { ...base, form: 'model', deployment: { region } };
  expect(surpriseIn(id, here) !== undefined).toBe(isSurprise);
});

describe('what is meant by a pasted line', () => {
  it.each([
    ['  arn:aws:s3:::a  ', 'arn:aws:s3:::a'],
    ['"arn:aws:s3:::a",', 'arn:aws:s3:::a'],
    ["'arn:aws:s3:::a'", 'arn:aws:s3:::a'],
    ['`arn:aws:s3:::a`', 'arn:aws:s3:::a'],
    ['"half', '"half'],
    ['""', ''],
    ['', ''],
  ])('%j', (line, meant) => {
    expect(answerIn(line, screen)).toBe(meant);
  });

  it('a path keeps its comma', () => {
    expect(answerIn('"a, b,"', { ...base, form: 'path' })).toBe('a, b,');
    expect(answerIn('a,', { ...base, form: 'path' })).toBe('a,');
  });
});
