import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { byText, type Table } from './table.ts';

/** The resource types of CloudFormation that flows and their roles refer to. */
const TYPES = [
  'AWS::Bedrock::Agent',
  'AWS::Bedrock::AgentAlias',
  'AWS::Bedrock::ApplicationInferenceProfile',
  'AWS::Bedrock::Flow',
  'AWS::Bedrock::FlowAlias',
  'AWS::Bedrock::FlowVersion',
  'AWS::Bedrock::Guardrail',
  'AWS::Bedrock::GuardrailVersion',
  'AWS::Bedrock::IntelligentPromptRouter',
  'AWS::Bedrock::KnowledgeBase',
  'AWS::Bedrock::Prompt',
  'AWS::Bedrock::PromptVersion',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Function',
  'AWS::Lambda::Version',
  'AWS::Lex::Bot',
  'AWS::Lex::BotAlias',
  'AWS::S3::Bucket',
  'AWS::SageMaker::Endpoint',
];

/** What CloudFormation says of these types. */
export const resourceTypes: Table = {
  name: 'resource-types',
  title: 'Resource types of CloudFormation',
  package: '@aws-cdk/aws-service-spec',
  async make() {
    const database = await loadAwsServiceSpec();
    const entries = TYPES.toSorted(byText).map((type) => {
      const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
      if (resource === undefined) throw new Error(`The data has no resource type ${type}.`);
      const attributes = Object.keys(resource.attributes).sort(byText);
      const lines = [
        `    ref: [${quoted(resource.primaryIdentifier ?? [])}],`,
        ...(resource.arnTemplate === undefined
          ? []
          : [`    arn: '${resource.arnTemplate.replaceAll(/\$\{(\w+)\}/g, '{$1}')}',`]),
        `    attributes: [${quoted(attributes)}],`,
      ];
      return `  '${type}': {\n${lines.join('\n')}\n  },\n`;
    });
    return `/** What CloudFormation says of a resource type. */
export interface ResourceType {
  /** The properties or attributes that \`Ref\` gives, joined by \`|\`: the primary identifier. */
  readonly ref: readonly string[];
  /** The form of its ARN; missing where the data has none. */
  readonly arn?: string;
  /** What \`Fn::GetAtt\` gives. */
  readonly attributes: readonly string[];
}

export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
${entries.join('')}};
`;
  },
};

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
