import type { components } from '@octokit/openapi-types';
import type { State, Token } from './state.ts';

export type Schemas = components['schemas'];

/** A request, as the handlers of resources see it. */
export interface Call {
  readonly state: State;
  readonly token: Token;
  /** What stands for `{name}` in the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The URL of the API, without a `/` at its end. */
  readonly api: string;
  readonly path: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => Promise<Answer> | Answer;

/** Handlers by method and path, as `GET /repos/{owner}/{repo}/pulls/{number}`. */
export type Routes = Readonly<Record<string, Handler>>;

/** One page of a list, with the `Link` header that leads to the others. */
export function page(call: Call, all: readonly unknown[], most = Number.POSITIVE_INFINITY): Answer {
  const size = Math.min(Math.max(Number(call.query.get('per_page') ?? 30), 1), 100);
  const at = Math.max(Number(call.query.get('page') ?? 1), 1);
  const list = all.slice(0, most);
  const last = Math.max(Math.ceil(list.length / size), 1);
  const link = (to: number, name: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    return `<${call.api}${call.path}?${query}>; rel="${name}"`;
  };
  const links = [
    ...(at > 1 ? [link(at - 1, 'prev')] : []),
    ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    status: 200,
    body: list.slice((at - 1) * size, at * size),
    ...(links.length > 0 && { headers: { link: links.join(', ') } }),
  };
}
