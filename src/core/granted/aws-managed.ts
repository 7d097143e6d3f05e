import type { PlacedTemplate } from '../flow/flow.ts';
import { literal, template } from '../template/template.ts';
import type { GrantedPolicy } from './granted.ts';

/**
 * What the policies of AWS's own allow of the actions that flows need, by name. Statements about
 * other services are left out: they decide nothing here.
 *
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const AWS_MANAGED: Readonly<Record<string, readonly string[]>> = {
  AdministratorAccess: ['*'],
  PowerUserAccess: ['bedrock:*', 'lambda:*', 'lex:*', 's3:*', 'kms:*', 'sagemaker:*'],
  AmazonBedrockFullAccess: ['bedrock:*'],
  AmazonBedrockReadOnly: ['bedrock:Get*', 'bedrock:List*'],
  AWSLambda_FullAccess: ['lambda:*'],
  AWSLambdaRole: ['lambda:InvokeFunction'],
  AmazonLexFullAccess: ['lex:*'],
  AmazonLexRunBotsOnly: [
    'lex:PostContent',
    'lex:PostText',
    'lex:PutSession',
    'lex:GetSession',
    'lex:DeleteSession',
    'lex:RecognizeText',
    'lex:RecognizeUtterance',
    'lex:StartConversation',
  ],
  AmazonS3FullAccess: ['s3:*', 's3-object-lambda:*'],
  AmazonS3ReadOnlyAccess: ['s3:Get*', 's3:List*', 's3:Describe*'],
  AmazonSageMakerFullAccess: ['sagemaker:*'],
  AWSLambdaBasicExecutionRole: [],
  CloudWatchLogsFullAccess: [],
  CloudWatchFullAccess: [],
  AWSXRayDaemonWriteAccess: [],
};

const AWS_POLICY = /:iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/;

/** The name of a policy of AWS's own by its ARN; undefined for any other. */
export function awsManagedName(arn: PlacedTemplate): string | undefined {
  const last = arn.template.at(-1);
  const text = literal(arn.template) ?? (last?.kind === 'text' ? last.text : '');
  return AWS_POLICY.exec(text)?.[1];
}

/** What a policy of AWS's own grants; undefined for one that this version does not know. */
export function awsManagedPolicy(name: string, arn: PlacedTemplate): GrantedPolicy | undefined {
  const actions = Object.hasOwn(AWS_MANAGED, name) ? AWS_MANAGED[name] : undefined;
  const placed = (text: string) => ({ template: template(text), place: arn.place });
  return (
    actions && {
      subject: 'identity',
      name,
      place: arn.place,
      statements:
        actions.length === 0
          ? []
          : [
              {
                effect: 'Allow',
                place: arn.place,
                actions: actions.map(placed),
                notActions: false,
                resources: [placed('*')],
                notResources: false,
                conditions: [],
              },
            ],
      form: 'aws-managed',
    }
  );
}
