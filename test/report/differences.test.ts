import { expect, test } from 'vitest';
import { FLOWS_PAGE, FLOWS_PAGE_SOURCE } from '../../src/core/data/flows-page.ts';
import { PAGES } from '../../src/core/data/pages.ts';
import { DIFFERENCES } from '../../src/core/explain/differences.ts';

test.each(DIFFERENCES.map((rule) => [rule.title, rule] as const))(
  "%s: what is said of AWS's page is so",
  (_, { isTrueOf, page, instead, source }) => {
    expect(isTrueOf(FLOWS_PAGE)).toBe(true);
    expect(`${page} ${instead}`).toMatch(/^[a-z].*\. .*\.$/);
    expect(source.page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(source.read).toMatch(/^2\d{3}-\d\d-\d\d$/);
  },
);

test('a sentence about a page that has everything is found out', () => {
  const everything = {
    actions: DIFFERENCES.flatMap(({ page, instead }) =>
      [...`${page} ${instead}`.matchAll(/(?:bedrock|sagemaker):[A-Z]\w+/g)].map(([name]) => name),
    ).concat('bedrock:GetPromptRouter', 'bedrock:GetImportedModel', 'sagemaker:InvokeEndpoint'),
    resources: [
      'guardrail-profile/',
      'inference-profile/',
      'imported-model/',
      'custom-model-deployment/',
    ],
    keys: [
      'bedrock:InferenceProfileArn',
      'bedrock:PromptRouterArn',
      'kms:EncryptionContext:aws:bedrock-flows:arn',
    ],
  };
  const page = {
    trust: { actions: [], resources: [], keys: ['aws:SourceArn'] },
    identity: [everything],
    resourceBased: { lambda: everything },
  };
  expect(DIFFERENCES.filter(({ isTrueOf }) => isTrueOf(page))).toEqual([]);
});

test('the page was read when its table says', () => {
  expect(FLOWS_PAGE_SOURCE).toMatchObject(PAGES.role);
});
