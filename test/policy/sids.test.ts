import { describe, expect, test } from 'vitest';
import { generateRoles } from '../support/evaluator.ts';

/* Sids tell profiles apart by names in which only letters and digits are left. */
describe('Sids of profiles whose names look alike', () => {
  test.each([
    { models: ['us.meta.a-b', 'us.meta.a.b'] },
    { models: ['us.meta.a-b', 'us.meta.a.b', 'us.meta.a.b-part2'] },
    { models: ['us.meta.a-b', 'us.meta.a.b-part2', 'us.meta.a.b'] },
    { models: ['us.meta.a-b-part2', 'us.meta.a.b-part2', 'us.meta.a-b', 'us.meta.a.b'] },
    { models: ['us.meta.a-b', 'global.meta.a-b', 'us.meta.a.b', 'global.meta.a.b'] },
  ])('differ: $models', async ({ models }) => {
    const sids = await sidsOf(models);
    expect(new Set(sids).size).toBe(sids.length);
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  });

  test('do not depend on what else is in the flow', async () => {
    const alone = await sidsOf(['us.amazon.nova-lite-v1:0']);
    const together = await sidsOf(['eu.amazon.nova-lite-v1:0', 'us.amazon.nova-lite-v1:0']);
    expect(together).toEqual(expect.arrayContaining([...alone]));
  });

  test('name the profile, not its account and Region', async () => {
    expect(await sidsOf(['us.amazon.nova-lite-v1:0'])).toContain(
      'InvokeModelsOfProfileUsAmazonNovaLiteV10',
    );
  });
});

async function sidsOf(models: readonly string[]): Promise<readonly string[]> {
  const nodes = models.map((modelId, index) => ({
    name: `Answer${index}`,
    type: 'Prompt',
    configuration: { prompt: { sourceConfiguration: { inline: { modelId } } } },
  }));
  const [role] = await generateRoles([{ path: 'flow.json', text: JSON.stringify({ nodes }) }], {
    account: '123456789012',
    region: 'us-east-1',
  });
  return (
    role?.identityPolicies.flatMap(({ document }) => document.Statement).map(({ Sid }) => Sid) ?? []
  );
}
