import { describe, expect, it } from 'vitest';
import { answersTemplate, PRO } from '../support/flow-files.ts';
import { github, review, suggestions } from '../support/stories.ts';

describe.concurrent('a pull request', () => {
  it.for([
    [1, 2, 7],
    [5, 25, 7],
    [50, 250, 8],
  ] as const)(
    'of %i flows and %i other files takes %i requests',
    async ([flows, others, most], context) => {
      const hub = await github(context);
      const files = (count: number, file: (at: number) => readonly [string, string]) =>
        Object.fromEntries(Array.from({ length: count }, (_, at) => file(at)));
      const pull = await hub.open({
        base: {},
        head: {
          ...files(flows, (at) => [`d${at}/app.yaml`, answersTemplate(PRO)]),
          ...files(others, (at) => [`src/${at}.ts`, `${at}\n`]),
        },
      });
      const run = await review(hub, pull);
      expect(run.outputs.get('missing')).toBe(String(flows));
      expect(suggestions(hub)).toHaveLength(flows);
      expect(hub.log.map(({ method, path }) => `${method} ${path}`)).toHaveLength(most);
      await review(hub, pull);
      // Nothing is posted again; the summary is rewritten, since it says where the threads are.
      expect(hub.log.slice(most).map(({ method }) => method)).toHaveLength(most - 1);
      expect(hub.state.reviews).toHaveLength(1);
    },
  );
});
