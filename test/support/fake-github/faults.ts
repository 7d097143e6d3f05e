import type { Answer } from './route.ts';

/** Ways in which a request fails, though nothing is wrong with it. */
export type Fault =
  | 'bad-gateway'
  | 'too-many-requests'
  | 'reset'
  /** The request is carried out, and the connection breaks before the answer. */
  | 'reset-after'
  | 'bad-gateway-after'
  | 'secondary-limit'
  | 'primary-limit'
  /** A limit that ends only after a long time. */
  | 'exhausted'
  /** Somebody has locked the conversation. */
  | 'locked';

/** What is answered instead; nothing where the connection breaks. */
export function failure(fault: Fault, isGraphQL: boolean): Answer | undefined {
  switch (fault) {
    case 'bad-gateway':
    case 'bad-gateway-after':
      return { status: 502, body: { message: 'Server Error' } };
    case 'too-many-requests':
      return {
        status: 429,
        body: { message: 'Too Many Requests' },
        headers: { 'retry-after': '1' },
      };
    case 'secondary-limit':
      return {
        status: 403,
        body: {
          message:
            'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        },
        headers: { 'retry-after': '1' },
      };
    case 'primary-limit':
      return limited(isGraphQL, 0);
    case 'exhausted':
      return limited(isGraphQL, 1800);
    case 'locked':
      return {
        status: 403,
        body: { message: 'Unable to create comment because issue is locked.' },
      };
    case 'reset':
    case 'reset-after':
      return undefined;
  }
}

/** The limit of requests in an hour; GraphQL says it in an answer whose status is 200. */
function limited(isGraphQL: boolean, seconds: number): Answer {
  const message = 'API rate limit exceeded for installation.';
  return {
    status: isGraphQL ? 200 : 403,
    body: isGraphQL ? { errors: [{ type: 'RATE_LIMITED', message }] } : { message },
    headers: {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + seconds),
    },
  };
}
