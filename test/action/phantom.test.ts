import { describe, expect, it } from 'vitest';
import { definition, KINDS, LITE, PRO, template } from '../support/flow-files.ts';
import { command, github, review, summarized } from '../support/stories.ts';

const TERRAFORM = KINDS.find(({ name }) => name === 'Terraform');

/** A module whose flow has its definition in a file of its own. */
function module(file: string, grants: readonly string[]): Readonly<Record<string, string>> {
  return {
    'answers/flow.tf': `resource "awscc_bedrock_flow" "answers" {
  name               = "answers"
  execution_role_arn = aws_iam_role.flow.arn
  definition_string  = file("\${path.module}/${file}")
}
`,
    'answers/role.tf': TERRAFORM?.files({ asks: [], grants })['answers/role.tf'] ?? '',
  };
}

/** A template whose flow has its definition in a file of its own. */
function stack(key: string, grants: readonly string[]): string {
  return template({ asks: [], grants }).replace(
    /Definition:\n +Nodes:\n/,
    `DefinitionS3Location: { Bucket: code, Key: ${key} }`,
  );
}

describe.concurrent('the definition of a flow that a file beside makes', () => {
  it.for([
    ['a module', 'answers/flow.json', module('flow.json', [LITE])],
    ['a template', 'answers/flow.json', { 'answers/app.yaml': stack('flow.json', [LITE]) }],
  ] as const)('is no flow of its own: %s', async ([, path, files], context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...files, [path]: definition([LITE]) },
      head: { [path]: definition([LITE, PRO]) },
    });
    await summarized(hub, pull);
    const first = await review(hub, pull);
    expect(first.report?.findings.map(({ kind }) => kind)).toEqual(['missing']);
    const count = async () => (await hub.state.repository.tree(await hub.head(pull))).length;
    const before = await count();
    await command(hub, pull, 'writer', '/flow-role apply');
    expect(await count()).toBe(before);
    const last = await review(hub, pull);
    expect([last.code, last.outputs.get('status')]).toEqual([0, 'clean']);
  });
});

describe.concurrent('a change of nothing but the definition', () => {
  it.for([
    ['with a name of its own', 'answers/flow.json.tftpl', module('flow.json.tftpl', [LITE])],
    ['below a module', 'answers/flows/flow.json', module('flows/flow.json', [LITE])],
    ['below a template', 'flows/flow.json', { 'app.yaml': stack('flows/flow.json', [LITE]) }],
  ] as const)('checks the role: %s', async ([, path, files], context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { ...files, [path]: definition([LITE]) },
      head: { [path]: definition([LITE, PRO]) },
    });
    const run = await review(hub, pull);
    expect(run.report?.findings.map(({ kind }) => kind)).toEqual(['missing']);
  });
});
