import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/core/plan/facts.ts';
import { showOrigin } from '../../src/core/plan/facts.ts';
import { flags, flowOf, node, planned, printed } from './planning.ts';

const environment = (region: string): readonly Fact[] => [
  { part: 'region', value: region, origin: { kind: 'environment', name: 'AWS_REGION' } },
];

/** A GetFlow response whose own ARNs say where it stands. */
function getFlow({ arn, role }: { readonly arn?: string; readonly role?: string }) {
  const text = JSON.stringify(
    {
      ...(arn !== undefined && { arn }),
      ...(role !== undefined && { executionRoleArn: role }),
      definition: JSON.parse(flowOf(node('In', 'Input'))),
    },
    undefined,
    2,
  );
  return { 'flow.json': text };
}

const ARN = 'arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDE12345';
const ROLE = 'arn:aws:iam::111122223333:role/x';

interface Row {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly given?: readonly Fact[];
  readonly answers?: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
}

const ROWS: readonly Row[] = [
  { name: 'nothing is known', files: getFlow({}) },
  {
    name: "the flow's own ARN says all",
    files: getFlow({ arn: ARN }),
    account: '111122223333 from arn (flow.json:2)',
    region: 'eu-west-1 from arn (flow.json:2)',
    partition: 'aws from arn (flow.json:2)',
  },
  {
    name: "the role's ARN says the account",
    files: getFlow({ role: ROLE }),
    account: '111122223333 from executionRoleArn (flow.json:2)',
    partition: 'aws from executionRoleArn (flow.json:2)',
  },
  {
    name: "the role's ARN with a placeholder says nothing of the account",
    files: getFlow({ role: 'arn:aws:iam::YOUR_ACCOUNT_ID:role/x' }),
    partition: 'aws from executionRoleArn (flow.json:2)',
  },
  {
    name: 'the environment says the Region, and the Region the partition',
    files: getFlow({}),
    given: environment('cn-north-1'),
    region: 'cn-north-1 from AWS_REGION',
    partition: 'aws-cn from the Region cn-north-1',
  },
  {
    name: 'the file counts more than the environment',
    files: getFlow({ arn: ARN }),
    given: environment('us-east-1'),
    account: '111122223333 from arn (flow.json:2)',
    region: 'eu-west-1 from arn (flow.json:2)',
    partition: 'aws from arn (flow.json:2)',
  },
  {
    name: 'an answer counts more than the file',
    files: getFlow({ arn: ARN }),
    given: environment('us-east-1'),
    answers: { region: 'eu-north-1', account: '444455556666' },
    account: '444455556666 from the answer to "account"',
    region: 'eu-north-1 from the answer to "region"',
    partition: 'aws from arn (flow.json:2)',
  },
  {
    name: 'an option counts more than an answer',
    files: getFlow({ arn: ARN }),
    given: [
      ...environment('us-east-1'),
      ...flags({ region: 'us-west-2', account: '777788889999' }),
    ],
    answers: { region: 'eu-north-1', account: '444455556666' },
    account: '777788889999 from --account',
    region: 'us-west-2 from --region',
    partition: 'aws from arn (flow.json:2)',
  },
  {
    name: 'a partition is taken as given',
    files: getFlow({}),
    given: flags({ account: '111122223333', region: 'us-east-1', partition: 'aws-iso' }),
    account: '111122223333 from --account',
    region: 'us-east-1 from --region',
    partition: 'aws-iso from --partition',
  },
  {
    name: 'the Region of an option decides on the partition against the file',
    files: getFlow({ arn: ARN }),
    given: flags({ account: '444455556666', region: 'cn-north-1' }),
    account: '444455556666 from --account',
    region: 'cn-north-1 from --region',
    partition: 'aws-cn from the Region cn-north-1',
  },
  {
    name: 'what is no account and no Region does not count',
    files: getFlow({ arn: 'arn:aws:bedrock:REGION:12345:flow/ABCDE12345' }),
    partition: 'aws from arn (flow.json:2)',
  },
];

describe('facts', () => {
  it.each(ROWS)('$name', async ({ files, given = [], answers, account, region, partition }) => {
    const { facts } = await planned(files, { given, ...(answers && { answers }) });
    const shown = (fact: Fact | undefined) => fact && `${fact.value} ${showOrigin(fact.origin)}`;
    expect({
      account: shown(facts.account),
      region: shown(facts.region),
      partition: shown(facts.partition),
    }).toEqual({ account, region, partition });
  });

  it.each([
    ['us-east-1', 'aws'],
    ['us-gov-east-1', 'aws-us-gov'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['il-central-1', 'aws'],
  ])('the partition of %s is %s', async (region, partition) => {
    const { facts } = await planned(getFlow({}), { given: flags({ region }) });
    expect(facts.partition?.value).toBe(partition);
  });

  it.each([
    [ARN, 'arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDE12345'],
    [undefined, 'arn:aws:bedrock:eu-west-1:111122223333:flow/*'],
  ])('the trust policy of %s names %s', async (arn, trusted) => {
    const text = await printed(getFlow({ ...(arn && { arn }) }), {
      given: flags({ account: '111122223333', region: 'eu-west-1' }),
    });
    expect(JSON.parse(text).roles[0].trustPolicy.Statement[0].Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': trusted },
    });
  });

  it('an id that is given counts more than that of the file', async () => {
    const text = await printed(getFlow({ arn: ARN }), { answers: { 'flow-id': 'ZYXWV98765' } });
    expect(text).toContain(':flow/ZYXWV98765"');
    expect(text).not.toContain('ABCDE12345');
  });
});

describe('contradictions', () => {
  /** The warnings about facts that contradict each other. */
  async function contradicted(
    files: Readonly<Record<string, string>>,
    given: readonly Fact[],
    answers = {},
  ) {
    const { plan } = await planned(files, { given, answers });
    return plan.warnings.map(({ text }) => text).filter((text) => text.includes('is used, though'));
  }

  it.each([
    [
      flags({ account: '444455556666' }),
      [
        'The account 444455556666 from --account is used, though arn (flow.json:2) says 111122223333.',
      ],
    ],
    [
      flags({ region: 'us-east-1' }),
      ['The Region us-east-1 from --region is used, though arn (flow.json:2) says eu-west-1.'],
    ],
    [
      flags({ partition: 'aws-cn' }),
      ['The partition aws-cn from --partition is used, though arn (flow.json:2) says aws.'],
    ],
    [flags({ account: '111122223333', region: 'eu-west-1', partition: 'aws' }), []],
    [environment('us-east-1'), []],
  ])('between options and the file are told: %#', async (given, expected) => {
    expect(await contradicted(getFlow({ arn: ARN, role: ROLE }), given)).toEqual(expected);
  });

  it('between an answer and the file are told', async () => {
    expect(await contradicted(getFlow({ arn: ARN }), [], { account: '444455556666' })).toEqual([
      'The account 444455556666 from the answer to "account" is used, though arn (flow.json:2) says 111122223333.',
    ]);
  });

  it('between a Region and a partition are told', async () => {
    const given = flags({ account: '111122223333', region: 'us-gov-west-1', partition: 'aws' });
    expect(await contradicted(getFlow({}), given)).toEqual([
      'The partition aws from --partition is used, though the Region us-gov-west-1 says aws-us-gov.',
    ]);
  });

  it('between the ARNs of one file are told', async () => {
    const files = getFlow({ arn: ARN, role: 'arn:aws:iam::444455556666:role/x' });
    expect(await contradicted(files, [])).toEqual([
      'The account 111122223333 from arn (flow.json:2) is used, though executionRoleArn (flow.json:3) says 444455556666.',
    ]);
  });
});
