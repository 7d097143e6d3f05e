import { GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { answered, awsSettings, timeLimit } from './call.ts';

/**
 * The policy of a key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
 */
export async function keyPolicy(arn: string, region: string): Promise<string> {
  const kms = new KMSClient(awsSettings(region));
  const limit = timeLimit();
  try {
    const { Policy } = await answered(
      'kms:GetKeyPolicy',
      `policy of key ${arn}`,
      kms.send(new GetKeyPolicyCommand({ KeyId: arn, PolicyName: 'default' }), limit),
      limit,
    );
    return Policy ?? '';
  } finally {
    kms.destroy();
  }
}
