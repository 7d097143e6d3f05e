import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesNamed } from '../../src/cli/find-files.ts';
import { MOST_BYTES } from '../../src/cli/read-file.ts';
import { temporaryDirectory } from '../support/run-cli.ts';

const FLOW = '{"nodes": [{"name": "Start", "type": "Input"}], "connections": []}';

/** A directory with files by their paths. */
function tree(files: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

const found = async (directory: string) => {
  const { files, passedOver } = await filesNamed(directory);
  return { files: files.map(({ path }) => path.slice(directory.length + 1)), passedOver };
};

it('a search does not follow links, and says that it passes over huge files', async () => {
  const outside = tree({ 'flow.json': FLOW });
  const directory = tree({ 'flow.json': FLOW, 'huge.json': '' });
  truncateSync(join(directory, 'huge.json'), MOST_BYTES + 1);
  symlinkSync(join(outside, 'flow.json'), join(directory, 'leaves.json'));
  symlinkSync(outside, join(directory, 'directory'));
  const { files, passedOver } = await found(directory);
  expect(files).toEqual(['flow.json']);
  expect(passedOver).toEqual([expect.stringMatching(/huge\.json is passed over: .*more than/)]);
});

it('a search says that it passes over files that are no text', async () => {
  const directory = tree({ 'flow.json': FLOW });
  writeFileSync(join(directory, 'image.json'), Uint8Array.from([0x89, 0x50, 0x00, 0xff]));
  const { files, passedOver } = await found(directory);
  expect(files).toEqual(['flow.json']);
  expect(passedOver).toEqual([expect.stringContaining('bytes that are no text')]);
});

it('a search leaves out what git ignores, and other people’s files', async () => {
  const directory = tree({
    '.gitignore': 'cdk.out/\n*.generated.json\n',
    'flow.json': FLOW,
    'a.generated.json': FLOW,
    'cdk.out/flow.json': FLOW,
    'deep/.gitignore': 'own.json\n!kept.generated.json',
    'deep/own.json': FLOW,
    'deep/flow.json': FLOW,
    'node_modules/x/flow.json': FLOW,
    '.terraform/flow.json': FLOW,
  });
  expect((await found(directory)).files).toEqual(['deep/flow.json', 'flow.json']);
});

it('a search knows the rules of the repository above it', async () => {
  const directory = tree({
    '.git/HEAD': '',
    '.gitignore': '/flows/made/',
    'flows/made/flow.json': FLOW,
    'flows/flow.json': FLOW,
  });
  expect((await found(join(directory, 'flows'))).files).toEqual(['flow.json']);
});

it('a file that git ignores can be named', async () => {
  const directory = tree({ '.gitignore': '*', 'flow.json': FLOW });
  expect((await filesNamed(join(directory, 'flow.json'))).files).toHaveLength(1);
});
