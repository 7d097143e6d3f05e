import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workflowText } from '../../src/core/config/workflow.ts';
import type { World } from '../../src/core/interview/session.ts';
import { toSave } from '../../src/core/interview/to-save.ts';
import { EXAMPLES } from '../support/run-cli.ts';
import { screenAs, walk, walkTo, worldOf } from '../tui/answering.ts';
import { flowOf, prompt } from './planning.ts';

const FLOW = { 'flow.json': flowOf(prompt('Ask', 'amazon.nova-lite-v1:0')) };
const HERE = { isOnGitHub: true, hasWorkflow: false };
const answers = { account: ['123456789012'], region: ['us-east-1'] };

async function worldIn(repository?: World['repository']): Promise<World> {
  return { ...(await worldOf(FLOW)), ...(repository !== undefined && { repository }) };
}

describe('the workflow that checks pull requests', () => {
  it('is the one of the examples', () => {
    expect(workflowText({ account: '123456789012', region: 'us-east-1' })).toBe(
      readFileSync(join(EXAMPLES, 'workflows/review.yml'), 'utf8'),
    );
  });

  it('is offered where a repository begins that has none', async () => {
    expect(walk(await worldIn()).ids).not.toContain('workflow');
    expect(walk(await worldIn({ ...HERE, hasWorkflow: true })).ids).not.toContain('workflow');
    expect(walk(await worldIn(HERE)).ids).toContain('workflow');
  });

  it.each([
    [HERE, 'yes', 'yes'],
    [HERE, 'no', 'no'],
    [{ ...HERE, isOnGitHub: false }, 'yes', 'no'],
  ])('is proposed in %o with a configuration: %s', async (repository, config, proposed) => {
    const session = walkTo(await worldIn(repository), 'workflow', { config: [config] });
    expect(screenAs(session, 'choose').initial).toEqual([proposed]);
  });

  it('says account and Region where no configuration does', async () => {
    const wishes = { ...answers, workflow: ['yes'] };
    const without = toSave(walk(await worldIn(HERE), wishes).session).workflow;
    expect(without).toBe(workflowText({ account: '123456789012', region: 'us-east-1' }));
    const withConfig = walk(await worldIn(HERE), { ...wishes, config: ['yes'] }).session;
    expect(toSave(withConfig).workflow).toBe(
      workflowText({ account: undefined, region: undefined }),
    );
  });

  it('is not written unless that is wanted', async () => {
    const { session } = walk(await worldIn(HERE), { workflow: ['no'] });
    expect(toSave(session).workflow).toBeUndefined();
  });
});
