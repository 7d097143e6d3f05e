import { AwsError } from './aws-error.ts';
import { inTime } from './in-time.ts';

/** How the clients of AWS are set up here. */
export interface AwsSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: boolean;
  };
}

/** Settings under which no call takes long: throttled calls are repeated, slow ones given up. */
export function awsSettings(region: string): AwsSettings {
  return {
    region,
    maxAttempts: 5,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 15_000,
      throwOnRequestTimeout: true,
    },
  };
}

const SIGNED_OUT = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'InvalidIdentityToken',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);

const ABSENT = new Set([
  'NoSuchEntity',
  'NoSuchEntityException',
  'NotFoundException',
  'ResourceNotFoundException',
]);

const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded/;

const UNANSWERED =
  /^(?:ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT)$/;

const LATE = /^(?:TimeoutError|AbortError)$/;

/** Role and resources are read within this time, repeated calls included. */
const MOST_MILLISECONDS = 30_000;

/** Options of calls that are given up together. */
export interface TimeLimit {
  readonly abortSignal: AbortSignal;
}

/** The limit of calls that begin now. */
export function timeLimit(): TimeLimit {
  return { abortSignal: AbortSignal.timeout(MOST_MILLISECONDS) };
}

/**
 * Waits for a call of AWS.
 *
 * @param action the IAM action that the call needs, as `iam:GetRole`.
 * @param what what it is about, for people.
 * @throws AwsError when it fails.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 */
export async function answered<Answer>(
  action: string,
  what: string,
  call: Promise<Answer>,
  { abortSignal }: TimeLimit,
): Promise<Answer> {
  try {
    return await inTime(call, abortSignal);
  } catch (error) {
    throw failureOf(action, what, error);
  }
}

function failureOf(action: string, what: string, error: unknown): AwsError {
  const { name, message, code } = partsOf(error);
  const cause = { cause: error };
  if (SIGNED_OUT.has(name)) {
    return new AwsError('signed-out', `AWS cannot be asked for ${what} (${message}).`, cause);
  }
  if (DENIED.has(name)) {
    // A profile that assumes a role may be denied that before anything is asked.
    const [, denied = action] = /not authorized to perform: ([\w-]+:\w+)/.exec(message) ?? [];
    return new AwsError(
      'denied',
      `AWS denies ${denied} on ${what}: the identity that is signed in needs a policy that allows it.`,
      cause,
    );
  }
  if (ABSENT.has(name)) {
    return new AwsError('absent', `There is no ${what}.`, cause);
  }
  if (THROTTLED.test(name)) {
    return new AwsError(
      'refused',
      `AWS takes no more calls of ${action} for now (${name}): try again later.`,
      cause,
    );
  }
  if (LATE.test(name)) {
    return new AwsError('unanswered', `AWS did not answer ${action} in time.`, cause);
  }
  return UNANSWERED.test(code)
    ? new AwsError('unanswered', `AWS did not answer ${action} (${code}).`, cause)
    : new AwsError('refused', `AWS refuses ${action} on ${what} (${name}: ${message}).`, cause);
}

function partsOf(error: unknown): { name: string; message: string; code: string } {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), code: '' };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { name: error.name, message: error.message.trim().replace(/\.$/, ''), code };
}
