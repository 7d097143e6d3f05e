import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Whether AWS tools are set up here at all. Without it nobody is asked: a look for credentials
 * would otherwise go on to the network.
 */
export function hasAwsSetup(environment: Readonly<Record<string, string | undefined>>): boolean {
  const files = [environment['AWS_CONFIG_FILE'], environment['AWS_SHARED_CREDENTIALS_FILE']];
  const usual = ['config', 'credentials'].map((name) => join(homedir(), '.aws', name));
  return (
    ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE'].some((name) => Boolean(environment[name])) ||
    [...files, ...usual].some((path) => path !== undefined && existsSync(path))
  );
}
