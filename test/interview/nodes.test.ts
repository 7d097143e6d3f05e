import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowNode } from '../../src/core/flow/flow.ts';
import { nodesOf } from '../../src/core/interview/node-groups.ts';
import { plannedRoles } from '../../src/core/interview/session-roles.ts';
import { knownNodes } from '../support/arbitrary-flow.ts';
import { EXAMPLES } from '../support/run-cli.ts';
import { screenAs, walkTo, worldOf } from '../tui/answering.ts';
import { flowOf, prompt } from './planning.ts';

const file = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');

describe('the nodes of a flow', () => {
  it('are shown by kind, each with what it uses and where it stands', async () => {
    const world = await worldOf({ 'flow.json': file('json/with-placeholders.json') });
    const screen = screenAs(walkTo(world, 'overview'), 'nodes');
    expect(screen.title).toBe('4 nodes of 6 use something that the role must allow');
    expect(screen.why).toContain('4 questions');
    expect(screen.groups.map(({ kind, nodes }) => [kind, nodes.map(({ name }) => name)])).toEqual([
      ['Prompt', ['Summarise', 'Reply']],
      ['KnowledgeBase', ['KnownIssues']],
      ['Storage', ['Archive']],
    ]);
    expect(screen.silent.map(({ name }) => name)).toEqual(['Feedback', 'Archived']);
    expect(screen.groups[2]?.nodes[0]).toMatchObject({
      place: { file: 'flow.json' },
      uses: [{ actions: ['s3:PutObject'], resource: 'arn:aws:s3:::<ARCHIVE_BUCKET>/*' }],
    });
  });

  it('that share a name have each their own, though Amazon Bedrock would refuse them', async () => {
    const text = flowOf(prompt('A', 'amazon.nova-lite-v1:0'), prompt('A', 'amazon.nova-pro-v1:0'));
    const screen = screenAs(walkTo(await worldOf({ 'flow.json': text }), 'overview'), 'nodes');
    expect(screen.groups[0]?.nodes.map(({ uses }) => uses.length)).toEqual([1, 1]);
  });

  it('of an unknown kind are told of in a warning', async () => {
    const text = JSON.stringify({
      nodes: [
        { name: 'In', type: 'Input' },
        { name: 'New', type: 'Telepathy' },
      ],
      connections: [],
    });
    const screen = screenAs(walkTo(await worldOf({ 'flow.json': text }), 'overview'), 'nodes');
    expect(screen.warnings.map((warning) => warning.text).join('\n')).toContain('Telepathy');
  });
});

describe('of any flow', () => {
  it('each node is shown once, with all that the role allows because of it', async () => {
    await fc.assert(
      fc.asyncProperty(knownNodes, async (nodes) => {
        const text = JSON.stringify({ name: 'any', definition: { nodes, connections: [] } });
        const session = walkTo(await worldOf({ 'flow.json': text }), 'overview');
        const roles = plannedRoles(session);
        const { groups, silent } = nodesOf(roles);
        const shown = groups.flatMap((group) => group.nodes);
        const names = roles.flatMap(({ plan }) =>
          plan.flows.flatMap((flow) => flow.nodes.flatMap(withInner)),
        );
        expect([...shown, ...silent].map(({ name }) => name).sort()).toEqual(names.sort());
        const needs = roles.flatMap(({ plan }) => plan.needs);
        expect(shown.flatMap(({ uses }) => uses)).toHaveLength(
          needs.filter(({ reason }) => reason.node !== undefined).length,
        );
      }),
      { numRuns: 60 },
    );
  });
});

function withInner(node: FlowNode): readonly string[] {
  return [node.name, ...node.inner.flatMap(withInner)];
}
