import { env } from 'node:process';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { getProfileName, loadSharedConfigFiles } from '@smithy/core/config';
import type { Fact } from '../core/plan/facts.ts';
import { printable } from '../core/printable.ts';
import { messageOf } from '../core/problem.ts';
import { hasForm } from '../core/template/forms.ts';
import { inTime } from './in-time.ts';

/** How long AWS may take to say who is signed in. */
const TIMEOUT_MILLISECONDS = 4_000;

/** What was found out about who is signed in, and why not more, as full sentences. */
export interface Identity {
  readonly facts: readonly Fact[];
  readonly failures: readonly string[];
}

/**
 * Asks AWS in which account the user is signed in (`sts:GetCallerIdentity`), and the AWS profile
 * for its Region, with the credentials that other AWS tools would use. Where AWS does not tell in
 * time, the account is the one that the profile names. Never fails: what nobody tells is missing,
 * with the reason.
 *
 * @param leaving ends the request when nobody waits for the answer any more.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function detectIdentity(leaving: AbortSignal): Promise<Identity> {
  const profileRegion = await configuredRegion();
  // Some Region must be named to ask; which one makes no difference to the answer.
  const client = new STSClient({ maxAttempts: 1, region: profileRegion ?? 'us-east-1' });
  const timeout = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
  const end = AbortSignal.any([timeout, leaving]);
  const region = fact('region', profileRegion, 'the AWS profile');
  try {
    const { Account } = await inTime(
      client.send(new GetCallerIdentityCommand({}), { abortSignal: end }),
      end,
    );
    return {
      facts: [...region, ...fact('account', Account, 'AWS (GetCallerIdentity)')],
      failures: [],
    };
  } catch (error) {
    const account = fact('account', await profileAccount(), 'the AWS profile');
    return {
      facts: [...region, ...account],
      failures: account.length > 0 ? [] : [failureText(error, timeout)],
    };
  } finally {
    client.destroy();
  }
}

function failureText(error: unknown, timeout: AbortSignal): string {
  const name = error instanceof Error ? error.name : '';
  const text = printable(messageOf(error), 200);
  if (timeout.aborted) {
    return `AWS did not say within ${TIMEOUT_MILLISECONDS / 1000} seconds which account you are signed in to: type it instead.`;
  }
  return name === 'CredentialsProviderError'
    ? `There are no credentials to ask AWS for your account with (${text}): sign in, for example with "aws sso login", or type the account instead.`
    : `AWS did not say which account you are signed in to (${printable(name, 60)}: ${text}): sign in again, or type the account instead.`;
}

/** The Region that the environment or the AWS profile names, which takes no call. */
export function configuredRegion(): Promise<string | undefined> {
  return new STSClient({}).config.region().catch(() => undefined);
}

/**
 * The account that the AWS profile signs in to, as far as the profile says so itself.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
async function profileAccount(): Promise<string | undefined> {
  // Keys in the environment count before any profile.
  if (env['AWS_ACCESS_KEY_ID']) {
    return undefined;
  }
  const files = await loadSharedConfigFiles().catch(() => undefined);
  const name = getProfileName({});
  const settings = { ...files?.configFile[name], ...files?.credentialsFile[name] };
  const [, ofRole] = /^arn:[^:]+:iam::(\d{12}):role\//.exec(settings['role_arn'] ?? '') ?? [];
  return ofRole ?? settings['sso_account_id'] ?? settings['aws_account_id'];
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
