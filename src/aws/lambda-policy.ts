import { GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { answered, awsSettings, timeLimit } from './call.ts';

/**
 * The policy of a function, a version or an alias; an error of the kind `absent` where it has none.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
 */
export async function functionPolicy(arn: string, region: string): Promise<string> {
  const parts = arn.split(':');
  const qualifier = parts[7];
  const lambda = new LambdaClient(awsSettings(region));
  const limit = timeLimit();
  try {
    const { Policy } = await answered(
      'lambda:GetPolicy',
      `policy of function ${arn}`,
      lambda.send(
        new GetPolicyCommand({
          FunctionName: parts.slice(0, 7).join(':'),
          ...(qualifier !== undefined && { Qualifier: qualifier }),
        }),
        limit,
      ),
      limit,
    );
    return Policy ?? '';
  } finally {
    lambda.destroy();
  }
}
