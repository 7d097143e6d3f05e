import { createServer, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import type { State } from './fake-aws/account.ts';
import { type ApiData, type ApiRequest, xml } from './fake-aws/api/answer.ts';
import { IAM } from './fake-aws/api/iam.ts';
import { botPolicy, functionPolicy, keyPolicy } from './fake-aws/api/resources.ts';
import { AwsError } from './fake-aws/errors.ts';

/** The API of AWS over HTTP, for one account: the operations that read, and nothing else. */
export interface AwsApi {
  readonly state: State;
  /** What a program gets that is signed in to the account. */
  readonly env: Readonly<Record<string, string>>;
  /** The IAM actions of the calls, in order. */
  readonly calls: string[];
  /** The names of the roles that were asked for. */
  readonly roles: Set<string>;
  /** Actions that the caller may not do. */
  readonly denied: Set<string>;
  /** How often each action is refused before it is answered, as when many call. */
  readonly throttled: Map<string, number>;
  /** Whether the credentials are taken. */
  isExpired: boolean;
}

const KEY_ID = 'AKIDEXAMPLE';

interface ApiOptions {
  readonly pageSize?: number;
  /** That of the test's context, where tests run beside each other. */
  readonly finished?: typeof onTestFinished;
}

/** Starts the API on a port of this machine, for the length of a test. */
export async function startAwsApi(
  state: State,
  { pageSize = 100, finished = onTestFinished }: ApiOptions = {},
): Promise<AwsApi> {
  const api = {
    state,
    env: {} as Record<string, string>,
    calls: [] as string[],
    roles: new Set<string>(),
    denied: new Set<string>(),
    throttled: new Map<string, number>(),
    isExpired: false,
  };
  const server = createServer((message, response) => {
    requestIn(message, pageSize)
      .then(({ protocol, action, request }) => {
        const { status, type, text } = answer(api, protocol, action, request, message);
        response.writeHead(status, { 'content-type': type }).end(text);
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  finished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  Object.assign(api.env, {
    AWS_ACCESS_KEY_ID: KEY_ID,
    AWS_SECRET_ACCESS_KEY: 'secret-of-the-test',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  return api;
}

type Protocol = 'query' | 'json';

async function requestIn(message: IncomingMessage, pageSize: number) {
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost');
  const target = message.headers['x-amz-target'];
  const isForm = message.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const request: ApiRequest = {
    path: pathname,
    parameters: isForm ? new URLSearchParams(text) : searchParams,
    body: target === undefined ? {} : JSON.parse(text),
    pageSize,
  };
  const action = actionOf(message.method ?? '', request, target);
  return { protocol: isForm ? 'query' : 'json', action, request } as const;
}

function actionOf(
  method: string,
  { path, parameters }: ApiRequest,
  target: string | readonly string[] | undefined,
): string {
  if (target !== undefined) {
    return String(target).replace('TrentService.', 'kms:');
  }
  if (method === 'GET' && path.startsWith('/2015-03-31/functions/')) {
    return 'lambda:GetPolicy';
  }
  if (method === 'GET' && path.startsWith('/policy/')) {
    return 'lex:DescribeResourcePolicy';
  }
  const operation = parameters.get('Action') ?? method;
  return operation === 'GetCallerIdentity' ? `sts:${operation}` : `iam:${operation}`;
}

function answer(
  api: AwsApi,
  protocol: Protocol,
  action: string,
  request: ApiRequest,
  { headers }: IncomingMessage,
) {
  api.calls.push(action);
  const role = request.parameters.get('RoleName');
  if (role !== null) {
    api.roles.add(role);
  }
  const [, operation = ''] = action.split(':');
  try {
    check(api, action, headers.authorization);
    const data = run(api.state, action, request);
    return protocol === 'json'
      ? { status: 200, type: 'application/json', text: JSON.stringify(data) }
      : {
          status: 200,
          type: 'text/xml',
          text: xml(`${operation}Response`, {
            [`${operation}Result`]: data,
            ResponseMetadata: { RequestId: '1' },
          }),
        };
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    const { code, message } = error;
    const status = /NoSuch|NotFound/.test(code) ? 404 : /Denied|Token/.test(code) ? 403 : 400;
    return protocol === 'json'
      ? {
          status,
          type: 'application/json',
          text: JSON.stringify({ __type: code, message, Message: message }),
        }
      : {
          status,
          type: 'text/xml',
          text: xml('ErrorResponse', {
            Error: { Type: 'Sender', Code: code, Message: message },
            RequestId: '1',
          }),
        };
  }
}

function check(api: AwsApi, action: string, authorization = ''): void {
  if (!authorization.startsWith(`AWS4-HMAC-SHA256 Credential=${KEY_ID}/`)) {
    throw new AwsError('InvalidClientTokenId', 'The security token included is invalid.');
  }
  if (api.isExpired) {
    throw new AwsError('ExpiredToken', 'The security token included in the request is expired');
  }
  const left = api.throttled.get(action) ?? 0;
  if (left > 0) {
    api.throttled.set(action, left - 1);
    throw new AwsError('Throttling', 'Rate exceeded');
  }
  if (api.denied.has(action)) {
    throw new AwsError(
      action.startsWith('iam:') ? 'AccessDenied' : 'AccessDeniedException',
      `User: arn:aws:iam::${api.state.account}:user/somebody is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    );
  }
}

function run(state: State, action: string, request: ApiRequest): ApiData {
  switch (action) {
    case 'lambda:GetPolicy':
      return functionPolicy(state, request);
    case 'lex:DescribeResourcePolicy':
      return botPolicy(state, request);
    case 'kms:GetKeyPolicy':
      return keyPolicy(state, request);
    case 'sts:GetCallerIdentity':
      return {
        UserId: 'AIDAEXAMPLE',
        Account: state.account,
        Arn: `arn:aws:iam::${state.account}:user/somebody`,
      };
    default: {
      const operation = IAM[action.replace('iam:', '')];
      if (operation === undefined) {
        throw new AwsError('InvalidAction', `Could not find operation ${action}`);
      }
      return operation(state, request);
    }
  }
}
