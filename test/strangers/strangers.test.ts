import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/core/config/read.ts';
import { configText, type WrittenRole } from '../../src/core/config/write.ts';
import { InputError, showProblem } from '../../src/core/problem.ts';
import { expectHarmless } from '../support/harmless.ts';
import { ALSO, NAMED, PLACES } from './inputs.ts';
import { type Outputs, outputsOf } from './outputs.ts';
import {
  hclShape,
  jsonShape,
  markdownShape,
  templateKeys,
  templateShape,
  typeScriptShape,
} from './structures.ts';
import { hostile, hostileFileName, UNSAFE } from './texts.ts';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = {
  seed: Number(process.env['FC_SEED'] ?? 1),
  numRuns: Number(process.env['FC_RUNS'] ?? 12),
};

/** A text that is nothing but a name, to compare with. */
const HARMLESS = 'plain';

const places = [
  ...Object.entries(PLACES).map(([name, make]) => ({
    name,
    make,
    text: hostile,
    also: ALSO[name] ?? [],
  })),
  ...Object.entries(NAMED).map(([name, make]) => ({
    name: `the name of the file of ${name}`,
    make,
    text: hostileFileName,
    also: [],
  })),
];

describe.each(places)('a text of a stranger as $name', ({ make, text, also }) => {
  it('stays text in everything that is written', async () => {
    const harmless = [HARMLESS, ...also].map(async (each) => shapesOf(await outputsOf(make(each))));
    const [plain, ...others] = await Promise.all(harmless);
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const outputs = await outputsOf(make(value));
        expectSafe(outputs);
        if (outputs.refusal === undefined) {
          const found = await shapesOf(outputs);
          const same = others.find((other) => isDeepStrictEqual(found, other)) ?? plain;
          expect(found).toEqual(same);
        }
      }),
      RUNS,
    );
  });
});

describe('a text of a stranger in a configuration', () => {
  const written = (path: string, answer: string): readonly WrittenRole[] => [
    { name: 'Role', flows: [path], policies: [path], answers: new Map([[answer, answer]]) },
  ];

  it('stays text where it is written, and is read as it was', () => {
    fc.assert(
      fc.property(hostileFileName, hostile, (name, answer) => {
        // A letter and a colon would be a drive.
        const path = `flows/${name}`;
        const text = configText(written(path, answer));
        expect(UNSAFE.exec(text)?.[0]).toBeUndefined();
        expect(templateKeys(text)).toEqual(templateKeys(configText(written('a', 'b'))));
        const [role] = readConfig('.flow-role.yml', text).roles;
        expect(role?.flows).toEqual([path]);
        expect(role?.answers).toEqual(new Map([[answer, answer]]));
      }),
      { ...RUNS, numRuns: RUNS.numRuns * 10 },
    );
  });

  it('stays text in what is said of it', () => {
    const configs = (text: string) => [
      text,
      `${text}: 1`,
      JSON.stringify({ roles: [{ name: text, flows: ['a'] }] }),
      JSON.stringify({ roles: [{ name: 'r', flows: [`../${text}`] }] }),
      JSON.stringify({ roles: [{ name: 'r', flows: ['a'], [text]: 1, [`${text}x`]: 2 }] }),
      JSON.stringify({ roles: [{ name: 'r', flows: ['a'], account: text }] }),
      JSON.stringify({ roles: [{ name: 'r', flows: ['a'], answers: { [text]: [] } }] }),
    ];
    fc.assert(
      fc.property(hostile, (text) => {
        for (const config of configs(text)) {
          const refusal = refusalOf(text, config) ?? '';
          expect(UNSAFE.exec(refusal)?.[0]).toBeUndefined();
          expect(refusal.split('\n').length).toBeLessThanOrEqual(2);
        }
      }),
      { ...RUNS, numRuns: RUNS.numRuns * 10 },
    );
  });
});

/** What is said of a configuration that cannot be read. */
function refusalOf(path: string, text: string): string | undefined {
  try {
    readConfig(path, text);
    return undefined;
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems.map(showProblem).join('\n');
    }
    throw error;
  }
}

/** Nothing reaches a terminal, a log, a comment or a file that people could be misled by. */
function expectSafe(outputs: Outputs): void {
  const { written, files, terminal, markdown, json, annotations, sarif, changes } = outputs;
  const texts = Object.values(files).flatMap((each) => each.map((file) => file.text));
  const paths = Object.values(files).flatMap((each) => each.map(({ path }) => path));
  for (const each of [...Object.values(written), ...texts, ...terminal, ...json]) {
    expect(UNSAFE.exec(each)?.[0]).toBeUndefined();
  }
  for (const { before, after } of changes) {
    expect(addedTo(before, after)).toEqual([]);
  }
  for (const each of annotations) {
    expect(UNSAFE.exec(each)?.[0]).toBeUndefined();
    expect(each).not.toContain('\n');
  }
  for (const each of markdown) {
    expectHarmless(each);
  }
  for (const path of paths) {
    expect(path).toMatch(/^[\w-]{1,200}\.(?:[\w-]{1,200}\.)?(?:json|yaml|tf|ts|sh)$/);
  }
  for (const each of messagesIn(sarif)) {
    expect(UNSAFE.exec(each)?.[0]).toBeUndefined();
  }
}

/** What an edit puts into a file that people could be misled by: its own text is left as it is. */
function addedTo(before: string, after: string): readonly string[] {
  const left = unsafeIn(before);
  return unsafeIn(after).filter((character) => {
    const at = left.indexOf(character);
    return at < 0 || left.splice(at, 1).length === 0;
  });
}

function unsafeIn(text: string): string[] {
  return [...text].filter((character) => UNSAFE.test(character));
}

/** Every message and address in SARIF, as a viewer shows it; what replaces text of a file is exact. */
function messagesIn(sarif: string | undefined): readonly string[] {
  const found: string[] = [];
  JSON.parse(sarif ?? 'null', (key, value) => {
    const texts: readonly unknown[] = [value?.text, value?.uri, value?.markdown];
    found.push(
      ...(key === 'insertedContent' ? [] : texts.filter((text) => typeof text === 'string')),
    );
    return value;
  });
  return found;
}

async function shapesOf({ written, files, json, sarif, markdown }: Outputs): Promise<unknown> {
  const documents = Object.values(files)
    .flat()
    .filter(({ path }) => path.endsWith('.json'));
  return {
    json: jsonShape(written.json ?? 'null'),
    documents: documents.map(({ text }) => jsonShape(text)),
    cloudformation: written.cloudformation && templateShape(written.cloudformation),
    terraform: written.terraform && (await hclShape(written.terraform)),
    cdk: written.cdk && (await typeScriptShape(written.cdk)),
    script: written['aws-cli'] && (await callsOf(written['aws-cli'])),
    reports: json.map((text) => jsonShape(text)),
    sarif: sarif && jsonShape(sarif),
    markdown: markdown.map(markdownShape),
  };
}

const run = promisify(execFile);

/** The commands that a script runs, without their values, in a directory that must stay empty. */
async function callsOf(script: string): Promise<readonly string[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'script-'));
  const bin = mkdtempSync(join(tmpdir(), 'bin-'));
  const stub = `#!/usr/bin/env bash
{ for word in "$@"; do case "$word" in -*) printf '%s ' "\${word%%=*}";; *) printf 'v ';; esac; done; echo; } >>"$CALLS"
case "$*" in *get-caller-identity*) echo 123456789012;; *get-role*) exit 1;; esac
`;
  writeFileSync(join(bin, 'aws'), stub, { mode: 0o755 });
  writeFileSync(join(bin, 'calls'), '');
  writeFileSync(join(bin, 'script.sh'), script);
  const env = { PATH: `${bin}:${process.env['PATH']}`, CALLS: join(bin, 'calls'), TMPDIR: bin };
  await run('bash', ['-n', join(bin, 'script.sh')]);
  const { stderr } = await run('bash', [join(bin, 'script.sh')], { cwd, env }).catch(
    (error) => error,
  );
  expect(readdirSync(cwd)).toEqual([]);
  const calls = readFileSync(join(bin, 'calls'), 'utf8').split('\n');
  rmSync(cwd, { recursive: true });
  rmSync(bin, { recursive: true });
  return [...calls, String(stderr)];
}
