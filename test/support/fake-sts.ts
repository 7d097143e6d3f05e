import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** What the service does when it is asked who is calling. */
export type StsBehaviour = 'answers' | 'refuses' | 'hangs';

export interface FakeSts {
  /** The variables that lead AWS clients here. */
  readonly env: Readonly<Record<string, string>>;
  /** How often it was asked. */
  readonly count: () => number;
}

/** The Security Token Service on a port of this machine, for GetCallerIdentity. */
export async function fakeSts(behaviour: StsBehaviour, account: string): Promise<FakeSts> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    request.resume();
    switch (behaviour) {
      case 'answers':
        response.setHeader('content-type', 'text/xml');
        response.end(identityOf(account));
        break;
      case 'refuses':
        response.statusCode = 403;
        response.setHeader('content-type', 'text/xml');
        response.end(REFUSAL);
        break;
      case 'hangs':
        break;
    }
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    env: {
      AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example-of-a-secret',
    },
    count: () => count,
  };
}

function identityOf(account: string): string {
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::${account}:user/somebody</Arn>
    <UserId>AIDAEXAMPLE</UserId>
    <Account>${account}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`;
}

const REFUSAL = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>Sender</Type>
    <Code>ExpiredToken</Code>
    <Message>The security token included in the request is expired</Message>
  </Error>
  <RequestId>1</RequestId>
</ErrorResponse>`;
