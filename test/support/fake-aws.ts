import { createServer, type Server, type Socket } from 'node:net';
import type { State } from './fake-aws/account.ts';
import { AwsError, UsageError } from './fake-aws/errors.ts';
import { iam } from './fake-aws/iam.ts';
import { kms } from './fake-aws/kms.ts';
import { lambda } from './fake-aws/lambda.ts';
import { lex } from './fake-aws/lex.ts';
import { readOptions, type Service } from './fake-aws/options.ts';
import { asText, search } from './fake-aws/query.ts';
import { sts } from './fake-aws/sts.ts';

const SERVICES: Readonly<Record<string, Service>> = { iam, kms, lambda, 'lexv2-models': lex, sts };

/** The variables that the CLI looks at. */
interface Environment {
  readonly pager: string;
  readonly region: string;
}

/**
 * Behaves as the AWS CLI version 2 and the services behind it do, for the commands that generated
 * scripts use. It answers on a port of this machine, as starting a Node.js for each command of a
 * script would take too long.
 */
export class FakeAws {
  readonly state: State;
  /** What was called, in order: service, operation and options. */
  readonly calls: (readonly [string, string, Readonly<Record<string, unknown>>])[] = [];
  readonly #server: Server;

  constructor(state: State) {
    this.state = state;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** @returns the text of an executable that stands for `aws`. */
  async start(): Promise<string> {
    await new Promise<void>((settle) => this.#server.listen(0, '127.0.0.1', settle));
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return [
      '#!/usr/bin/env bash',
      `exec 3<>/dev/tcp/127.0.0.1/${port} || exit 255`,
      // Version 2 shows results in a pager, which waits for a key, unless this is set to nothing.
      'set -u',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell names variables so
      'region="${AWS_REGION:-${AWS_DEFAULT_REGION:-}}"',
      'printf \'%s\\0\' "$#" "$AWS_PAGER" "$region" "$@" >&3',
      'IFS= read -r code <&3',
      'if [ "$code" = 0 ]; then cat <&3; else cat <&3 >&2; fi',
      'exit "$code"',
      '',
    ].join('\n');
  }

  stop(): void {
    this.#server.close();
  }

  #serve(socket: Socket): void {
    let request = '';
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      request += chunk;
      const [count, pager = '', region = '', ...words] = request.split('\u0000');
      if (words.length > Number(count)) {
        const { code, text } = this.#answer(words.slice(0, -1), { pager, region });
        socket.end(`${code}\n${text}`);
      }
    });
  }

  #answer(
    words: readonly string[],
    { pager, region }: Environment,
  ): { readonly code: number; readonly text: string } {
    try {
      if (pager !== '') {
        throw new UsageError('a pager would wait for a key');
      }
      return { code: 0, text: this.#run(words, region) };
    } catch (error) {
      if (error instanceof AwsError) {
        const text = `\nAn error occurred (${error.code}) when calling the ${words[1]} operation: ${error.message}\n`;
        return { code: 254, text };
      }
      const message = error instanceof Error ? error.message : String(error);
      return { code: error instanceof UsageError ? 252 : 255, text: `\naws: error: ${message}\n` };
    }
  }

  #run(
    [serviceName = '', operationName = '', ...words]: readonly string[],
    region: string,
  ): string {
    const operation = SERVICES[serviceName]?.[operationName];
    if (operation === undefined) {
      throw new UsageError(`Found invalid choice '${serviceName} ${operationName}'`);
    }
    const options = readOptions(words, operation.options, region);
    if (serviceName !== 'iam' && options.text('region') === '') {
      throw new UsageError('You must specify a region.');
    }
    this.calls.push([serviceName, operationName, options.all]);
    const result = operation.run(this.state, options);
    if (result === undefined) {
      return '';
    }
    const query = options.optional('query');
    const shown = query === undefined ? result : search(query, result);
    const isText = options.optional('output') === 'text';
    return `${isText ? asText(shown) : JSON.stringify(shown, undefined, 4)}\n`;
  }
}
