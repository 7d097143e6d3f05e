import { expect, it } from 'vitest';
import { PAGES } from '../../src/core/data/pages.ts';
import {
  differencesOf,
  type StatementHome,
  sourcedDifferencesOf,
} from '../../src/core/explain/differences.ts';
import type { ExplainedRole } from '../../src/core/explain/explain.ts';
import { EXPLAIN_FORMATS } from '../../src/core/explain/index.ts';
import { renderStatement, type Statement } from '../../src/core/policy/document.ts';
import { PLAIN_STYLE } from '../../src/core/report/terminal-style.ts';
import { display, template } from '../../src/core/template/template.ts';
import { FINDINGS } from './findings.ts';
import { expectGolden } from './golden.ts';

const STATEMENT: Statement = {
  sid: 'InvokeGlobalInferenceProfilesOfAllNodes',
  actions: ['bedrock:GetInferenceProfile', 'bedrock:RenderPrompt'],
  resources: [template('arn:aws:bedrock:us-east-1:123456789012:inference-profile/x')],
  conditions: [],
  certainty: { kind: 'certain', source: PAGES.profiles },
  reasons: FINDINGS.missing.reasons,
};

const ROLE: ExplainedRole = {
  name: 'FlowRole',
  flows: [{ name: 'answers', source: 'flows/answers.json' }],
  statements: [
    {
      home: 'identity',
      policy: 'FlowPermissions',
      statement: renderStatement(STATEMENT, display),
      sid: STATEMENT.sid,
      actions: STATEMENT.actions,
      resources: (STATEMENT.resources ?? []).map(display),
      conditions: [],
      certainty: STATEMENT.certainty,
      reasons: STATEMENT.reasons,
      differences: sourcedDifferencesOf(STATEMENT, 'identity'),
    },
  ],
  questions: [],
  assumptions: [],
  warnings: [],
};

it.each([
  ['text', 40, 'explain-40.txt'],
  ['text', 100, 'explain.txt'],
  ['markdown', 100, 'explain.md'],
  ['json', 100, 'explain.json'],
] as const)('a role explained as %s in %d columns looks as it should', (format, columns, name) => {
  expectGolden(EXPLAIN_FORMATS[format]([ROLE], { ...PLAIN_STYLE, columns }), name);
});

it.each([
  ['bedrock:RetrieveAndGenerate', 'identity', 'list_amazonbedrock.html'],
  ['s3:PutObject', 'identity', 'list_amazons3.html'],
  ['bedrock:Rerank', 'identity', 'list_amazonbedrock.html'],
  ['sts:AssumeRole', 'trust', '#condition-keys-sourcearn'],
  ['lambda:InvokeFunction', 'lambda', 'flows-permissions.html'],
  ['kms:Decrypt', 'kms', 'flows-permissions.html'],
] satisfies [string, StatementHome, string][])(
  'the source for %s in %s is %s',
  (action, home, end) => {
    const [difference, ...more] = sourcedDifferencesOf({ ...STATEMENT, actions: [action] }, home);
    expect(more).toEqual([]);
    expect(difference?.documentation).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(difference?.documentation?.endsWith(end)).toBe(true);
  },
);

it('differences are told as sentences too', () => {
  expect(differencesOf(STATEMENT, 'identity')).toEqual(
    sourcedDifferencesOf(STATEMENT, 'identity').map(({ why }) => why),
  );
});
