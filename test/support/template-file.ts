import { Document } from 'yaml';
import type { Files } from './compare.ts';
import type { GeneratedRole } from './evaluator.ts';

/** A template that makes a role with these policies, and a flow of these nodes, in YAML or JSON. */
export function templateFile(
  language: 'yaml' | 'json',
  definition: unknown,
  { trustPolicy, identityPolicies }: GeneratedRole,
  indent = 2,
): Files {
  const template = {
    Resources: {
      FlowRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trustPolicy,
          Policies: identityPolicies.map(({ name, document }) => ({
            PolicyName: name,
            PolicyDocument: document,
          })),
          Description: 'what comes behind the policies',
        },
      },
      Flow: {
        Type: 'AWS::Bedrock::Flow',
        Properties: {
          Name: 'flow',
          ExecutionRoleArn: { 'Fn::GetAtt': ['FlowRole', 'Arn'] },
          DefinitionString: JSON.stringify(definition),
        },
      },
    },
  };
  return language === 'json'
    ? { 'template.json': `${JSON.stringify(template, undefined, indent)}\n` }
    : { 'template.yaml': new Document(template).toString({ lineWidth: 0, indent }) };
}
