import type { Client } from './client.ts';

/** The repository that requests are about, and who sends them. */
export interface Repository {
  readonly client: Client;
  readonly owner: string;
  readonly repo: string;
}

/** For requests that must not be sent twice: nobody knows whether one that failed was carried out. */
export const ONCE = { request: { retries: 0 } };
