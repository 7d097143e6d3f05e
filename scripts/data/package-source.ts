import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PackageSource } from '../../src/core/data/source.ts';
import { PACKAGE_SOURCES } from '../../src/core/data/sources.generated.ts';
import { root } from '../lib/root.ts';

type Installed = Omit<PackageSource, 'title'>;

const found = new Map<string, Installed>();

/**
 * The installed version of a package and the day on which it was published. The day is asked of
 * the registry once for each version, since packages do not say it; it never changes.
 */
export async function packageSource(name: string): Promise<Installed> {
  const known = found.get(name);
  if (known !== undefined) return known;
  const path = join(root, 'node_modules', name, 'package.json');
  const { version } = JSON.parse(await readFile(path, 'utf8'));
  const committed = PACKAGE_SOURCES.find(
    (source) => source.package === name && source.version === version,
  );
  const published = committed?.published ?? (await publishedOn(name, version));
  const source = { package: name, version, published };
  found.set(name, source);
  return source;
}

async function publishedOn(name: string, version: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['view', name, 'time', '--json'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const times: Record<string, string> = JSON.parse(stdout);
  const time = times[version];
  if (time === undefined) throw new Error(`The registry has no ${name}@${version}.`);
  return time.slice(0, 'YYYY-MM-DD'.length);
}
