import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../src/core/project/files.ts';
import {
  answersTemplate,
  definition,
  LITE,
  lineOf,
  MICRO,
  PRO,
  policy,
  template,
  trust,
} from '../support/flow-files.ts';
import {
  command,
  github,
  ownComments,
  review,
  suggestions,
  summarized,
} from '../support/stories.ts';

const RED_INSIDE = template({ asks: [LITE, PRO], grants: [LITE], note: 'changed' });
const GREEN = template({ asks: [LITE], grants: [LITE] });

describe.concurrent('the line endings of a file', () => {
  it.for([
    ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['without a final newline', (text: string) => text.replace(/\n$/, '')],
    [
      'with CRLF and no final newline',
      (text: string) => text.replaceAll('\n', '\r\n').slice(0, -2),
    ],
    ['with a byte order mark', (text: string) => `\ufeff${text}`],
  ] as const)('stay when suggestions and commands are applied: %s', async ([, write], context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'app.yaml': write(GREEN) },
      head: { 'app.yaml': write(RED_INSIDE) },
    });
    const mended = write(template({ asks: [LITE, PRO], grants: [LITE, PRO], note: 'changed' }));
    const head = await hub.head(pull);
    await review(hub, pull);
    expect(suggestions(hub)).toHaveLength(1);
    await hub.apply(suggestions(hub));
    expect(await hub.read(pull, 'app.yaml')).toBe(mended);

    await hub.force(pull, head);
    await command(hub, pull, 'writer', '/flow-role apply');
    expect(await hub.read(pull, 'app.yaml')).toBe(mended);
    expect(hub.state.reviewComments.every(({ isResolved }) => isResolved)).toBe(true);
  });
});

describe.concurrent('a file of a pull request', () => {
  it('that was renamed is reviewed under its new name', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: { 'old.yaml': GREEN },
      head: { 'old.yaml': null, 'new/app.yaml': RED_INSIDE },
    });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe('1');
    expect(hub.state.reviewComments.map(({ path }) => path)).toEqual(['new/app.yaml']);
    await hub.apply(suggestions(hub));
    expect((await review(hub, pull)).code).toBe(0);
  });

  it('that is renamed later takes its finding along', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: {}, head: { 'app.yaml': RED_INSIDE } });
    await review(hub, pull);
    await hub.push(pull, { 'app.yaml': null, 'flow.yaml': RED_INSIDE });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe('1');
    const threads = hub.state.reviewComments.map(({ path, isResolved }) => [path, isResolved]);
    expect(threads).toEqual([
      ['app.yaml', true],
      ['flow.yaml', false],
    ]);
  });

  it('that is deleted has no findings, and its threads are resolved', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: {}, head: { 'app.yaml': RED_INSIDE } });
    await review(hub, pull);
    await hub.push(pull, { 'app.yaml': null });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('status')]).toEqual([0, 'clean']);
    expect(hub.state.reviewComments.map(({ isResolved }) => isResolved)).toEqual([true]);
    expect(ownComments(hub)).toEqual([expect.stringContaining('nothing missing')]);
  });

  it('that is deleted with the policy of another brings the other in', async (context) => {
    const hub = await github(context);
    const files = {
      'answers/flow.tf': `resource "aws_bedrockagent_flow" "f" {
  name               = "answers"
  execution_role_arn = aws_iam_role.r.arn

  definition {
    node {
      name = "Ask1"
      type = "Prompt"

      configuration {
        prompt {
          source_configuration {
            inline {
              model_id = "${LITE}"
            }
          }
        }
      }
    }
  }
}
`,
      'answers/role.tf': 'resource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n}\n',
      'answers/policy.tf': `resource "aws_iam_role_policy" "p" {
  role = aws_iam_role.r.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "*" }]
  })
}
`,
    };
    const pull = await hub.open({ base: files, head: { 'answers/policy.tf': null } });
    const run = await review(hub, pull);
    expect(run.report?.findings.map(({ kind }) => kind)).toContain('missing');
    expect(ownComments(hub)[0]).toContain(LITE);
  });

  it('that is renamed so that it is no policy of a flow any longer brings the flow in', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: {
        'flows/answers.json': definition([LITE]),
        'flows/answers.trust-policy.json': trust(),
        'flows/answers.FlowPermissions.json': policy([LITE]),
        'flows/other.json': definition([LITE]),
      },
      head: {
        'flows/answers.FlowPermissions.json': null,
        'old/answers.FlowPermissions.json': policy([LITE]),
      },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    // The flow beside it has nothing to do with it.
    expect(run.report?.findings).toHaveLength(1);
    expect(ownComments(hub)[0]).toContain('+++ b/flows/answers.');
  });

  it('whose patch GitHub leaves out is told of in the summary', async (context) => {
    const hub = await github(context, { largestPatch: 500 });
    const pull = await hub.open({ base: {}, head: { 'app.yaml': RED_INSIDE } });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    expect(hub.state.reviewComments).toEqual([]);
    expect(ownComments(hub)[0]).toMatch(/\n\+.*nova-pro/);
    expect(ownComments(hub)[0]).toContain('| here |');
  });

  it('that is too large to be read is named', async (context) => {
    const hub = await github(context);
    const large = `${RED_INSIDE}${'# A remark.\n'.repeat(MAX_FILE_BYTES / 12 + 1)}`;
    const pull = await hub.open({
      base: { 'app.yaml': GREEN },
      head: { 'large.yaml': large, 'app.yaml': RED_INSIDE },
    });
    const run = await review(hub, pull);
    expect(run.outputs.get('missing')).toBe('1');
    expect(ownComments(hub)[0]).toContain('too large or no text: `large.yaml`.');
  });

  it('that is binary, a link, or no flow is passed over', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({
      base: {},
      head: {
        'picture.json': new Uint8Array([0, 1, 2, 255, 254]),
        'latin.yaml': new Uint8Array([0x61, 0x3a, 0x20, 0xe9, 0x0a]),
        'link.yaml': { link: '../../etc/passwd' },
        'package.json': '{ "name": "app" }\n',
        'values.yaml': 'AWS::Bedrock::Flow: &a [*a\n',
        'app.yaml': answersTemplate(LITE),
      },
    });
    const run = await review(hub, pull);
    expect(run.report?.findings).toEqual([]);
    expect(run.log).not.toContain('passwd');
    expect(run.summary).toContain('too large or no text: `latin.yaml`, `picture.json`.');
  });

  it('that cannot be read fails the check with its place, and the others are reviewed', async (context) => {
    const hub = await github(context);
    const broken = answersTemplate(LITE).replace('Nodes:', 'Nodes: [');
    const pull = await hub.open({
      base: {},
      head: { 'app.yaml': answersTemplate(PRO), 'broken/app.yaml': broken },
    });
    const run = await review(hub, pull);
    expect([run.code, run.outputs.get('missing')]).toEqual([1, '1']);
    expect(run.log).toMatch(
      /^::error title=Flow role%3A file cannot be read,file=broken\/app\.yaml/m,
    );
    expect(ownComments(hub)[0]).toContain('1 problem in files');
    expect(ownComments(hub)[0]).toMatch(/- ⚠️ broken\/app\\\.yaml&#58;\d+/);
    expect(suggestions(hub).map(({ path }) => path)).toEqual(['app.yaml']);
  });
});

describe.concurrent('a suggestion', () => {
  it('with backticks and lines of dashes in it is applied as it is', async (context) => {
    const hub = await github(context);
    const lines = ['# ```', '# ~~~ ````suggestion', '---'];
    const write = (grants: readonly string[]) =>
      `---\n${template({ asks: [LITE, PRO], grants })}`.replace(
        'Resource: # as needed',
        `Resource: # \`\`\`\` --- \`\`\`suggestion\n                  ${lines[0]}\n                  ${lines[1]}`,
      );
    const pull = await hub.open({ base: {}, head: { 'app.yaml': write([LITE, MICRO]) } });
    await review(hub, pull);
    await hub.apply(suggestions(hub));
    const after = (await hub.read(pull, 'app.yaml')) ?? '';
    expect(after).toContain(lines[0]);
    expect(after).toContain(lines[1]);
    expect(after.startsWith('---\nResources:')).toBe(true);
    const last = await review(hub, pull, { inputs: { 'fail-on': 'any' } });
    expect([last.code, last.outputs.get('status')]).toEqual([0, 'clean']);
  });

  it('stands on lines that the pull request shows, and in one hunk', async (context) => {
    const hub = await github(context);
    const pull = await hub.open({ base: { 'app.yaml': GREEN }, head: { 'app.yaml': RED_INSIDE } });
    await summarized(hub, pull);
    await review(hub, pull);
    const [comment] = suggestions(hub);
    expect(comment?.line).toBe(lineOf(RED_INSIDE, `foundation-model/${LITE}`));
  });
});
