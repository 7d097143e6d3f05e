import type { Finding } from '../../src/core/compare/finding.ts';
import type { FindingKind } from '../../src/core/compare/finding-kinds.ts';
import { PAGES } from '../../src/core/data/pages.ts';
import type { Condition, Reason, RoleNeed } from '../../src/core/flow/need.ts';
import { template } from '../../src/core/template/template.ts';

/** The policy that all findings are about; statements begin in lines 4 and 10. */
export const POLICY = {
  path: 'policies/role.json',
  text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Rewrite",
      "Effect": "Allow",
      "Action": "bedrock:InvokeModel",
      "Resource": "*"
    },
    {
      "Sid": "Old",
      "Effect": "Allow",
      "Action": "s3:GetObjects",
      "Resource": "arn:aws:s3:::notes-[old]/*"
    }
  ]
}
`,
};

const at = (line: number, column: number) => ({ file: POLICY.path, line, column });

const REASON: Reason = {
  flow: 'answers',
  node: 'Ask @org/team',
  field: 'configuration.prompt.sourceConfiguration.inline.modelId',
  place: { file: 'flows/answers.json', line: 12, column: 9 },
  why: 'invokes this model [#181]',
  documentation: 'https://docs.aws.amazon.com/bedrock/latest/userguide/flows-permissions.html',
};

const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';

const CONDITIONS: readonly Condition[] = [
  { operator: 'StringEquals', key: 'aws:ResourceAccount', values: [template('123456789012')] },
];

const need = (conditions: readonly Condition[]): RoleNeed => ({
  kind: 'role',
  purpose: 'InvokeFoundationModels',
  actions: ['bedrock:InvokeModel'],
  resource: template(MODEL),
  conditions,
  certainty: { kind: 'certain', source: PAGES.role },
  reason: REASON,
});

const BASE = {
  subject: 'identity',
  action: 'bedrock:InvokeModel',
  resource: MODEL,
  flow: 'answers',
  reasons: [],
  documentation: REASON.documentation,
} as const;

/** One finding of each kind. */
export const FINDINGS: Readonly<Record<FindingKind, Finding>> = {
  missing: {
    ...BASE,
    kind: 'missing',
    rule: 'missing-permission',
    condition: 'StringEquals aws:ResourceAccount = 123456789012',
    node: 'Ask @org/team',
    place: at(1, 1),
    reasons: [REASON],
    why: 'Node "Ask @org/team" invokes this model [#181]. No statement of the role allows it.',
    repair: { do: 'allow', policy: at(1, 1), needs: [need(CONDITIONS)] },
  },
  failing: {
    ...BASE,
    kind: 'failing',
    rule: 'geography-of-profile',
    resource: 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0',
    node: 'Ask @org/team',
    place: REASON.place,
    reasons: [REASON],
    why: 'The inference profile eu.amazon.nova-lite-v1:0 cannot be called from us-east-1.',
  },
  excess: {
    ...BASE,
    kind: 'excess',
    rule: 'excess-permission',
    action: 's3:GetObjects',
    resource: 'arn:aws:s3:::notes-[old]/*',
    place: at(10, 5),
    granted: at(10, 5),
    why: 'No node needs anything that the statement Old allows.',
    repair: { do: 'drop', statement: at(10, 5) },
  },
  broad: {
    ...BASE,
    kind: 'broad',
    rule: 'broad-permission',
    resource: '*',
    node: 'Ask @org/team',
    place: at(8, 19),
    granted: at(4, 5),
    reasons: [REASON],
    why: 'The statement Rewrite allows bedrock:InvokeModel on every model, and one is needed.',
    repair: { do: 'narrow', statement: at(4, 5), needs: [need([])] },
  },
  invalid: {
    ...BASE,
    kind: 'invalid',
    rule: 'invalid-permission',
    action: 's3:GetObjects',
    resource: 'arn:aws:s3:::notes-[old]/*',
    place: at(13, 17),
    granted: at(10, 5),
    why: 'There is no action s3:GetObjects, so that the statement Old grants nothing.',
    repair: { do: 'drop', statement: at(10, 5) },
  },
  unknown: {
    ...BASE,
    kind: 'unknown',
    rule: 'unfollowed-policy',
    resource: 'arn:aws:iam::aws:policy/AmazonBedrockFullAccess',
    place: { file: 'flows/answers.json', line: 3, column: 5 },
    why: 'What the policy arn:aws:iam::aws:policy/AmazonBedrockFullAccess grants is not known.',
    remedy: 'Read the policy in AWS, and attach one that grants what is listed here only.',
  },
  note: {
    ...BASE,
    kind: 'note',
    rule: 'precaution',
    action: 'iam:PassRole',
    resource: 'arn:aws:iam::123456789012:role/answers',
    place: at(1, 1),
    why: 'Whoever creates the flow must be allowed to pass this role to Amazon Bedrock.',
    remedy: 'Look whether the role that deploys the flow may pass it.',
  },
};
