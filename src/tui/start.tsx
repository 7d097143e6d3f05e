import { render } from 'ink';
import type { Finished, Ports } from '../core/interview/ports.ts';
import { Wizard } from './wizard.tsx';

/** Runs the interview in the terminal; undefined when the user left it. */
export async function startWizard(ports: Ports): Promise<Finished | undefined> {
  let finished: Finished | undefined;
  const app = render(
    <Wizard
      ports={ports}
      onFinish={(session, files) => {
        finished = { session, files };
      }}
    />,
  );
  await app.waitUntilExit();
  return finished;
}
