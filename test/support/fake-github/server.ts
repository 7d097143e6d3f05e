import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError, notFound } from './api-error.ts';
import { artifacts } from './artifacts.ts';
import { collaborators } from './collaborators.ts';
import { type Fault, failure } from './faults.ts';
import { gitData } from './git-data.ts';
import { graphql } from './graphql.ts';
import { issueComments } from './issue-comments.ts';
import { pulls } from './pulls.ts';
import { reactions } from './reactions.ts';
import { reviews } from './reviews.ts';
import type { Answer, Call, Handler, Routes } from './route.ts';
import type { State, Token } from './state.ts';

const ROUTES: Routes = {
  ...pulls,
  ...gitData,
  ...reviews,
  ...issueComments,
  ...reactions,
  ...collaborators,
  ...artifacts,
  'POST /graphql': graphql,
};

/** One request that was made, and what came of it. */
export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly status: number | 'reset';
}

/** What the server does with the request before and after its handler. */
export interface Hooks {
  /** Which fault the request gets, if any. */
  readonly fault: (method: string, path: string) => Fault | undefined;
  /** Called before each request is carried out. */
  readonly before: (method: string, path: string) => Promise<void>;
  readonly log: (entry: Logged) => void;
}

/** Where the APIs stand: at the root on github.com, below `/api` on GitHub Enterprise Server. */
export interface Paths {
  readonly rest: string;
  readonly graphql: string;
}

/** Answers on a port of this machine as api.github.com does. */
export function serve(state: State, hooks: Hooks, paths: Paths): Server {
  const queue = { last: Promise.resolve() };
  return createServer((request, response) => {
    // One after the other, so that what tests see does not depend on luck.
    queue.last = queue.last.then(() => handle(state, hooks, paths, request, response));
  });
}

async function handle(
  state: State,
  hooks: Hooks,
  paths: Paths,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? 'GET';
  const asked = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const api = asked.origin + paths.rest;
  const url = new URL(pathIn(paths, asked.pathname) + asked.search, asked.origin);
  const text = await bodyOf(request);
  const fault = hooks.fault(method, url.pathname);
  const isAfter = fault === 'reset-after' || fault === 'bad-gateway-after';
  let answer: Answer | undefined;
  if (fault === undefined || isAfter) {
    await hooks.before(method, url.pathname);
    answer = await answerTo(state, method, url, api, request, text);
  }
  if (fault !== undefined) {
    answer = failure(fault, url.pathname === '/graphql');
  }
  hooks.log({ method, path: url.pathname + url.search, status: answer?.status ?? 'reset' });
  if (answer === undefined) {
    request.socket.destroy();
    return;
  }
  const headers = {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '900',
    ...answer.headers,
  };
  if (answer.bytes !== undefined) {
    response.writeHead(answer.status, { ...headers, 'content-type': 'application/zip' });
    response.end(answer.bytes);
  } else {
    response.writeHead(answer.status, {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
    });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }
}

async function answerTo(
  state: State,
  method: string,
  url: URL,
  api: string,
  request: IncomingMessage,
  text: string,
): Promise<Answer> {
  try {
    const [handler, params] = route(method, url.pathname);
    const call: Call = {
      state,
      token: tokenOf(state, request, url.pathname),
      params,
      query: url.searchParams,
      body: text === '' ? {} : JSON.parse(text),
      api,
      path: url.pathname,
    };
    return await handler(call);
  } catch (error) {
    if (error instanceof ApiError) {
      const { status, message, errors, headers } = error;
      return {
        status,
        headers,
        body: { message, ...(errors && { errors }), status: String(status) },
      };
    }
    return { status: 500, body: { message: error instanceof Error ? error.stack : String(error) } };
  }
}

function tokenOf(state: State, request: IncomingMessage, path: string): Token {
  const [, token = ''] = /^(?:token|bearer) (.*)$/i.exec(request.headers.authorization ?? '') ?? [];
  const found = state.tokens.get(token);
  if (found === undefined && !path.startsWith('/_storage/')) {
    throw new ApiError(401, 'Bad credentials');
  }
  return found ?? { login: '', isBot: false, permissions: {} };
}

function route(method: string, path: string): [Handler, Record<string, string>] {
  for (const [pattern, handler] of Object.entries(ROUTES)) {
    const expected = pattern.split(/[ /]+/);
    const actual = [method, ...path.split('/').slice(1)];
    if (
      expected.length === actual.length &&
      expected.every((part, at) => isLike(part, actual[at]))
    ) {
      const params = expected.flatMap((part, at) =>
        part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(actual[at] ?? '')]] : [],
      );
      return [handler, Object.fromEntries(params)];
    }
  }
  throw notFound();
}

/** The path as github.com has it; one that leads nowhere for others. */
function pathIn({ rest, graphql: query }: Paths, path: string): string {
  if (path === query) {
    return '/graphql';
  }
  return path.startsWith(`${rest}/`) && path !== `${rest}/graphql`
    ? path.slice(rest.length)
    : `/nowhere${path}`;
}

function isLike(expected: string, actual: string | undefined): boolean {
  return expected.startsWith('{') || expected === actual;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
