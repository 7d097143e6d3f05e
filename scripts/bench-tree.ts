// Times `generate` on a directory of many flows in three formats against merely parsing the same
// files, and how both grow: `npm run bench:tree`, or `npm run bench:tree -- 100 1000 10000`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTree } from 'jsonc-parser';
import { Language, Parser } from 'web-tree-sitter';
import { parseDocument } from 'yaml';
import { root } from './lib/root.ts';

const rounds = 3;
const counts = process.argv.slice(2).map(Number);

/** A flow of four nodes in each format, its names different from all others. */
const formats: readonly ((at: number) => readonly [name: string, text: string])[] = [
  (at) => [
    `flow-${at}.json`,
    JSON.stringify(
      {
        name: `flow-${at}`,
        definition: {
          nodes: [
            { name: 'In', type: 'Input' },
            {
              name: 'Ask',
              type: 'Prompt',
              configuration: {
                prompt: {
                  sourceConfiguration: { inline: { modelId: 'us.amazon.nova-lite-v1:0' } },
                },
              },
            },
            {
              name: 'Find',
              type: 'KnowledgeBase',
              configuration: { knowledgeBase: { knowledgeBaseId: `KB${at}` } },
            },
            { name: 'Out', type: 'Output' },
          ],
          connections: [],
        },
      },
      undefined,
      2,
    ),
  ],
  (at) => [
    `stack-${at}.yaml`,
    `Resources:
  Flow:
    Type: AWS::Bedrock::Flow
    Properties:
      Name: stack-${at}
      ExecutionRoleArn: !GetAtt Role.Arn
      Definition:
        Nodes:
          - { Name: In, Type: Input }
          - Name: Ask
            Type: Prompt
            Configuration:
              Prompt:
                SourceConfiguration:
                  Inline: { ModelId: us.amazon.nova-lite-v1:0 }
          - Name: Find
            Type: KnowledgeBase
            Configuration:
              KnowledgeBase: { KnowledgeBaseId: KB${at} }
          - { Name: Out, Type: Output }
        Connections: []
  Role:
    Type: AWS::IAM::Role
`,
  ],
  (at) => [
    `module-${at}.tf`,
    `resource "aws_bedrockagent_flow" "flow_${at}" {
  name = "module-${at}"

  definition {
    node {
      name = "Ask"
      type = "Prompt"

      configuration {
        prompt {
          source_configuration {
            inline {
              model_id = "us.amazon.nova-lite-v1:0"
            }
          }
        }
      }
    }

    node {
      name = "Find"
      type = "KnowledgeBase"

      configuration {
        knowledge_base {
          knowledge_base_id = "KB${at}"
        }
      }
    }
  }
}
`,
  ],
];

const require = createRequire(import.meta.url);
await Parser.init({
  wasmBinary: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
});
const hcl = new Parser();
hcl.setLanguage(
  await Language.load(
    readFileSync(
      require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
    ),
  ),
);

console.log('flows   parsing      generate     ratio   ms a flow');
for (const count of counts.length > 0 ? counts : [100, 1000, 10_000]) {
  const directory = mkdtempSync(join(tmpdir(), 'flow-role-wizard-bench-'));
  try {
    writeTree(directory, count);
    const parsing: number[] = [];
    const generating: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      parsing.push(timed(() => parseAll(directory)));
      generating.push(timed(() => generate(directory)));
    }
    const [floor, time] = [Math.min(...parsing), Math.min(...generating)];
    console.log(
      `${String(count).padEnd(6)} ${floor.toFixed(0).padStart(7)} ms  ${time.toFixed(0).padStart(9)} ms  ${(time / floor).toFixed(2).padStart(6)} x  ${(time / count).toFixed(2).padStart(6)}`,
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Ten flows a directory; a module of Terraform has its directory to itself. */
function writeTree(directory: string, count: number): void {
  for (let at = 0; at < count; at += 1) {
    const [name, text] = formats[at % formats.length]?.(at) ?? ['', ''];
    const folder = join(directory, name.endsWith('.tf') ? `module-${at}` : `part-${at % 100}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function parseAll(directory: string): void {
  for (const path of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.json')) parseTree(readFileSync(join(directory, path), 'utf8'));
    else if (path.endsWith('.yaml')) parseDocument(readFileSync(join(directory, path), 'utf8'));
    else if (path.endsWith('.tf')) hcl.parse(readFileSync(join(directory, path), 'utf8'))?.delete();
  }
}

function generate(directory: string): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...[join(root, 'dist/cli/main.js'), 'generate', directory, '--quiet'],
      ...['--account', '123456789012', '--region', 'us-east-1'],
    ],
    { encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  if (status !== 0) throw new Error(`generate ended with ${status}: ${stderr.slice(0, 500)}`);
}

function timed(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
