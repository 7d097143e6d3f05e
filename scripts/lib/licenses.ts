import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { PACKAGE_SOURCES } from '../../src/core/data/sources.generated.ts';
import { root } from './root.ts';

/** Licences that ask for no more than keeping their text. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

const rule = '-'.repeat(80);

/**
 * The licence texts of all packages with code in the bundle, or from whose data a table in it is
 * made; throws if one may not be shipped.
 */
export async function thirdPartyLicenses(metafile: Metafile): Promise<string> {
  const data = PACKAGE_SOURCES.map((source) => `node_modules/${source.package}`);
  const folders = [...new Set([...bundledPackages(metafile), ...data])].sort();
  const sections = await Promise.all(folders.map(section));
  return [
    'flow-role-wizard contains code or data of the following packages.\n',
    ...sections.map((text) => `${rule}\n${text}`),
  ].join('\n');
}

/** Package folders, relative to the root, of the inputs that survived tree shaking. */
function bundledPackages(metafile: Metafile): string[] {
  const folders = new Set<string>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders];
}

async function section(folder: string): Promise<string> {
  const path = join(root, folder);
  const manifest = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const id = `${manifest.name}@${manifest.version}`;
  if (!isPermissive(manifest.license)) {
    throw new Error(
      `${id} is in the bundle, but its licence is ${manifest.license ?? 'not named'}`,
    );
  }
  const names = (await readdir(path)).sort();
  const texts = names.filter((name) => /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i.test(name));
  const contents = await Promise.all(texts.map((name) => readFile(join(path, name), 'utf8')));
  if (!texts.some((name) => !/^notice/i.test(name))) {
    contents.push(await standardText(id, manifest));
  }
  const normal = contents.map((text) => text.replaceAll('\r\n', '\n').trim());
  return `${id} (${manifest.license})\n\n${normal.join('\n\n')}\n`;
}

/** Packages that name a licence without its text: the text is the same as elsewhere. */
async function standardText(
  id: string,
  { license, author }: { license?: string; author?: string | { name?: string } },
): Promise<string> {
  if (license === 'Apache-2.0') {
    return readFile(join(root, 'node_modules/@aws-sdk/client-sts/LICENSE'), 'utf8');
  }
  const holder = typeof author === 'string' ? author : author?.name;
  if (license !== 'MIT' || holder === undefined) {
    throw new Error(`${id} is in the bundle, but has no licence text`);
  }
  const own = await readFile(join(root, 'LICENSE'), 'utf8');
  return own.replace(/^Copyright.*$/m, `Copyright (c) ${holder}`);
}

/** Understands single SPDX identifiers and flat `A OR B` and `A AND B`; all else is refused. */
function isPermissive(license: unknown): boolean {
  if (typeof license !== 'string') return false;
  const expression = license.replace(/^\((.*)\)$/, '$1');
  const choices = expression.split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((id) => permissive.has(id)));
}
