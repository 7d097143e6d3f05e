/** Ways in which a request fails, though nothing is wrong with it. */
export type Fault =
  | 'bad-gateway'
  | 'too-many-requests'
  | 'reset'
  /** The request is carried out, and the connection breaks before the answer. */
  | 'reset-after'
  | 'bad-gateway-after'
  | 'secondary-limit'
  | 'primary-limit';

export interface Failure {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is answered instead; nothing where the connection breaks. */
export function failure(fault: Fault): Failure | undefined {
  switch (fault) {
    case 'bad-gateway':
    case 'bad-gateway-after':
      return { status: 502, message: 'Server Error', headers: {} };
    case 'too-many-requests':
      return { status: 429, message: 'Too Many Requests', headers: { 'retry-after': '1' } };
    case 'secondary-limit':
      return {
        status: 403,
        message:
          'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        headers: { 'retry-after': '1' },
      };
    case 'primary-limit':
      return {
        status: 403,
        message: 'API rate limit exceeded for installation.',
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.floor(Date.now() / 1000)),
        },
      };
    case 'reset':
    case 'reset-after':
      return undefined;
  }
}
