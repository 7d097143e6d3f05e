import { UsageError } from './usage.ts';
export function fix(_args: readonly string[]): Promise<number> {
  throw new UsageError('Not yet.');
}
