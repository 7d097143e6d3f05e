import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findingsIn, mended } from '../support/compare.ts';

/* Shapes of YAML around one statement, each with what stands in it kept and what is missing added. */
const OPTIONS = { account: '123456789012', region: 'us-east-1' };
const ARN = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';

const TRUST = `      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: bedrock.amazonaws.com}, Action: sts:AssumeRole, Condition: {StringEquals: {'aws:SourceAccount': !Ref AWS::AccountId}, ArnLike: {'aws:SourceArn': !Sub 'arn:\${AWS::Partition}:bedrock:\${AWS::Region}:\${AWS::AccountId}:flow/*'}}}
`;

const template = (policies: string, more = '') => `${more}Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
${TRUST}${policies}
  F:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: f
      ExecutionRoleArn: !GetAtt R.Arn
      Definition:
        Nodes:
          - Name: P
            Type: Prompt
            Configuration: {Prompt: {SourceConfiguration: {Inline: {ModelId: 'amazon.nova-lite-v1:0'}}}}
          - Name: Q
            Type: Prompt
            Configuration: {Prompt: {SourceConfiguration: {Inline: {ModelId: 'amazon.nova-pro-v1:0'}}}}
          - Name: K
            Type: KnowledgeBase
            Configuration: {KnowledgeBase: {KnowledgeBaseId: KB12345678}}
`;

const SHAPES: Readonly<Record<string, string>> = {
  'a dash on a line of its own': `      Policies:
        -
          # about the policy
          PolicyName: P
          PolicyDocument:
            Statement:
              - # about the statement
                Effect: Allow
                Action: bedrock:InvokeModel
                Resource: ${ARN}`,
  'a resource on the next line, with a comment between': `      Policies:
      - PolicyName: P
        PolicyDocument:
          Statement: # only one
            # about it
            Effect: Allow
            Resource: # about the resource
              ${ARN}
            Action: bedrock:InvokeModel # the action`,
  'a last item that goes where statements are added': `      Policies:
      - PolicyName: P
        PolicyDocument:
          Statement:
          - Effect: Allow
            Action: bedrock:InvokeModel
            Resource:
            - ${ARN}
            - arn:aws:bedrock:us-east-1:123456789012:guardrail/leftover`,
  'a last item that goes from a single statement': `      Policies:
      - PolicyName: P
        PolicyDocument:
          Statement:
            Effect: Allow
            Action: bedrock:InvokeModel
            Resource:
            - ${ARN}
            - arn:aws:bedrock:us-east-1:123456789012:guardrail/leftover`,
  'a folded resource': `      Policies:
      - PolicyName: P
        PolicyDocument:
          Statement:
            Effect: Allow
            Action: bedrock:InvokeModel
            Resource: >-
              ${ARN}`,
  'a literal resource with its indentation named': `      Policies:
      - PolicyName: P
        PolicyDocument:
          Statement:
            Action: bedrock:InvokeModel
            Resource: |2-
              ${ARN}
            Effect: Allow`,
  'an anchor that nothing repeats': `      Policies:
      - &policy
        PolicyName: P
        PolicyDocument:
          Statement: &statements
            - &one
              Effect: Allow
              Action: bedrock:InvokeModel
              Resource: &arn ${ARN}`,
  'brackets over lines, with comments and a last comma': `      Policies:
        - PolicyName: P
          PolicyDocument: {
              "Version": "2012-10-17", # date
              "Statement": [
                # about it
                {
                  "Effect": "Allow",
                  "Action": ["bedrock:InvokeModel"], # action
                  "Resource": ["${ARN}",], # resource
                }, # end of it
              ],
            }`,
  'a single statement in brackets over lines': `      Policies:
        - PolicyName: P
          PolicyDocument:
            Statement: {
                Effect: Allow, Action: "bedrock:InvokeModel",
                Resource: "${ARN}" # resource
              }`,
  'nothing between brackets': '      Policies: []',
  'nothing between brackets of a map': '      Policies:\n        []',
};

describe.each(Object.entries(SHAPES))('%s', (_, policies) => {
  it.each(['\n', '\r\n'])('is kept, with line breaks %j', async (lineBreak) => {
    const before = template(policies).replaceAll('\n', lineBreak);
    const what = { prune: true, narrow: true };
    const once = await mended({ 'template.yaml': before }, OPTIONS, what);
    const after = once['template.yaml'] ?? '';
    const [document] = parseAllDocuments(after, { logLevel: 'silent' });
    expect(document?.errors, after).toEqual([]);
    expect(
      (await findingsIn(once, OPTIONS)).map(({ why }) => why),
      after,
    ).toEqual([]);
    expect(await mended(once, OPTIONS, what)).toEqual(once);
    const comments = (text: string) => [...text.matchAll(/# [a-z ]+/g)].map(([found]) => found);
    expect(comments(after)).toEqual(comments(before));
  });
});

describe('what an alias repeats', () => {
  it('is left to people where an edit would change it elsewhere too', async () => {
    const policies = `      Policies:
        - PolicyName: P
          PolicyDocument:
            Statement: &all
              - {Effect: Allow, Action: 'bedrock:InvokeModel', Resource: '${ARN}'}`;
    const files = { 'template.yaml': template(policies, 'Metadata: {Copy: &other x}\n') };
    const shared = {
      'template.yaml': files['template.yaml'].replace('Name: f\n', 'Name: f\n      Tags: *all\n'),
    };
    expect(await mended(shared, OPTIONS, { prune: true, narrow: true })).toEqual(shared);
    expect(await mended(files, OPTIONS, { prune: true, narrow: true })).not.toEqual(files);
  });
});
