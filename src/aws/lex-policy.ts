import { DescribeResourcePolicyCommand, LexModelsV2Client } from '@aws-sdk/client-lex-models-v2';
import { answered, awsSettings, timeLimit } from './call.ts';

/**
 * The policy of a bot alias; an error of the kind `absent` where it has none.
 *
 * @see https://docs.aws.amazon.com/lexv2/latest/APIReference/API_DescribeResourcePolicy.html
 */
export async function botPolicy(arn: string, region: string): Promise<string> {
  const lex = new LexModelsV2Client(awsSettings(region));
  const limit = timeLimit();
  try {
    const { policy } = await answered(
      'lex:DescribeResourcePolicy',
      `policy of bot alias ${arn}`,
      lex.send(new DescribeResourcePolicyCommand({ resourceArn: arn }), limit),
      limit,
    );
    return policy ?? '';
  } finally {
    lex.destroy();
  }
}
