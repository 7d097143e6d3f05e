import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryDirectory } from '../support/run-cli.ts';
import { DEPLOYMENT, flowOf, promptNode } from './flows.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation names its parameters so
const ARN = 'arn:aws:bedrock:${AWS::Region}::foundation-model';

/** A role as a resource of a template, which allows one model. */
function role(name: string, model: string, service = 'bedrock.amazonaws.com'): string {
  return `  ${name}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ${service}
            Action: sts:AssumeRole
            Condition:
              StringEquals:
                aws:SourceAccount: !Ref AWS::AccountId
              ArnLike:
                aws:SourceArn: !Sub arn:aws:bedrock:\${AWS::Region}:\${AWS::AccountId}:flow/*
      Policies:
        - PolicyName: Permissions
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: bedrock:InvokeModel
                Resource: !Sub ${ARN}/${model}
`;
}

const LITE = 'amazon.nova-lite-v1:0';
const PRO = 'amazon.nova-pro-v1:0';

function workWith(...roles: readonly string[]): string {
  const work = temporaryDirectory();
  writeFileSync(join(work, 'flow.json'), flowOf(promptNode(LITE)));
  writeFileSync(join(work, 'role.yaml'), `Resources:\n${roles.join('')}`);
  return work;
}

const check = (cwd: string, policy: string, ...more: readonly string[]) =>
  runCli(['check', 'flow.json', '--policy', policy, ...DEPLOYMENT, ...more], { cwd });

describe('a role in a template apart from its flow', () => {
  it('is compared by what its references stand for', async () => {
    const work = workWith(role('Flows', LITE), role('Functions', PRO, 'lambda.amazonaws.com'));
    expect(await check(work, 'role.yaml', '--fail-on', 'any')).toMatchObject({ code: 0 });
  });

  it('is mended where it stands, and nothing else in its file changes', async () => {
    const work = workWith(role('Flows', PRO));
    expect(await check(work, 'role.yaml')).toMatchObject({ code: 1 });
    const before = readFileSync(join(work, 'role.yaml'), 'utf8');
    const fix = ['fix', 'flow.json', '--policy', 'role.yaml', '--prune', ...DEPLOYMENT];
    expect(await runCli(fix, { cwd: work })).toMatchObject({ code: 0 });
    const after = readFileSync(join(work, 'role.yaml'), 'utf8');
    const statements = before.lastIndexOf('Statement:');
    expect(after.slice(0, statements)).toBe(before.slice(0, statements));
    expect(after).toContain(LITE);
    expect(after).not.toContain(PRO);
    expect(await check(work, 'role.yaml', '--fail-on', 'any')).toMatchObject({ code: 0 });
  });

  it('is named where there are several', async () => {
    const work = workWith(role('One', LITE), role('Other', PRO));
    expect(await check(work, 'role.yaml#One', '--fail-on', 'any')).toMatchObject({ code: 0 });
    expect(await check(work, 'role.yaml#Other')).toMatchObject({ code: 1 });
  });

  it.each([
    ['role.yaml', [role('One', LITE), role('Other', PRO)], 'FILE#ROLE, with one of One, Other'],
    ['role.yaml', [role('One', LITE, 'lambda.amazonaws.com')], 'no role that Amazon Bedrock may'],
    ['role.yaml#Two', [role('One', LITE)], 'no role Two in the template'],
  ])('%s is refused where no single role can be meant', async (policy, roles, message) => {
    const { code, stderr, stdout } = await check(workWith(...roles), policy);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});
