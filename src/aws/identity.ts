import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Fact } from '../core/interview/facts.ts';
import { hasForm } from '../core/template/forms.ts';

/** How long AWS may take to say who is signed in. */
const TIMEOUT_MILLISECONDS = 4_000;

/**
 * Asks AWS in which account the user is signed in (`sts:GetCallerIdentity`), and the AWS profile
 * for its Region, with the credentials that other AWS tools would use.
 *
 * @returns the facts that were found; none when nobody is signed in or AWS does not answer in time.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function detectIdentity(): Promise<readonly Fact[]> {
  const profileRegion = await configuredRegion();
  // Some Region must be named to ask; which one makes no difference to the answer.
  const client = new STSClient({ maxAttempts: 1, region: profileRegion ?? 'us-east-1' });
  const identity = await client
    .send(new GetCallerIdentityCommand({}), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    })
    .catch(() => undefined)
    .finally(() => client.destroy());
  return [
    ...fact('region', profileRegion, 'the AWS profile'),
    ...fact('account', identity?.Account, 'AWS (GetCallerIdentity)'),
  ];
}

/** The Region that the environment or the AWS profile names, which takes no call. */
export function configuredRegion(): Promise<string | undefined> {
  return new STSClient({}).config.region().catch(() => undefined);
}

function fact(
  part: 'account' | 'region',
  value: string | undefined,
  source: string,
): readonly Fact[] {
  return value !== undefined && hasForm(value, part)
    ? [{ part, value, origin: { kind: 'aws', source } }]
    : [];
}
