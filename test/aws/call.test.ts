import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/aws/aws-error.ts';
import { answered, timeLimit } from '../../src/aws/call.ts';

function failing(name: string, message: string, more: object = {}): Promise<never> {
  return Promise.reject(Object.assign(new Error(message), { name }, more));
}

describe('a call of AWS that fails', () => {
  it.each([
    ['CredentialsProviderError', 'No credentials', 'signed-out', '(No credentials)'],
    ['ExpiredTokenException', 'Expired.', 'signed-out', '(Expired)'],
    ['AccessDenied', 'no', 'denied', 'AWS denies iam:GetRole on role "r"'],
    [
      'AccessDenied',
      'User: x is not authorized to perform: sts:AssumeRole on resource: y',
      'denied',
      'AWS denies sts:AssumeRole on role "r"',
    ],
    ['NoSuchEntityException', 'no', 'absent', 'There is no role "r".'],
    ['ThrottlingException', 'Rate exceeded', 'refused', 'try again later'],
    ['TimeoutError', 'aborted', 'unanswered', 'AWS did not answer iam:GetRole in time.'],
    ['AbortError', 'aborted', 'unanswered', 'AWS did not answer iam:GetRole in time.'],
    ['ServiceFailure', 'Oh no.', 'refused', '(ServiceFailure: Oh no).'],
  ])('by %s (%s) is %s', async (name, message, failure, text) => {
    const call = answered('iam:GetRole', 'role "r"', failing(name, message), timeLimit());
    await expect(call).rejects.toBeInstanceOf(AwsError);
    await expect(call).rejects.toMatchObject({
      failure,
      message: expect.stringContaining(text),
    });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'])('by %s is unanswered', async (code) => {
    await expect(
      answered('iam:GetRole', 'role "r"', failing('Error', 'connect', { code }), timeLimit()),
    ).rejects.toMatchObject({
      failure: 'unanswered',
      message: `AWS did not answer iam:GetRole (${code}).`,
    });
  });

  it('is given up at the limit, even where the call knows of none', async () => {
    const abortSignal = AbortSignal.timeout(20);
    const never = new Promise(() => undefined);
    await expect(answered('iam:GetRole', 'role "r"', never, { abortSignal })).rejects.toMatchObject(
      {
        failure: 'unanswered',
        message: 'AWS did not answer iam:GetRole in time.',
      },
    );
  });

  it('says it of what is thrown without being an error', async () => {
    await expect(
      answered('iam:GetRole', 'role "r"', Promise.reject('broken'), timeLimit()),
    ).rejects.toMatchObject({ failure: 'refused' });
  });
});
