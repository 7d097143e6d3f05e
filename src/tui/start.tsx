import { render } from 'ink';
import type { Finished, Ports } from '../core/interview/ports.ts';
import { ColorContext } from './tinted.tsx';
import { Wizard } from './wizard.tsx';

/** Runs the interview in the terminal; undefined when the user left it. */
export async function startWizard(ports: Ports, hasColors: boolean): Promise<Finished | undefined> {
  let finished: Finished | undefined;
  const app = render(
    <ColorContext.Provider value={hasColors}>
      <Wizard
        ports={ports}
        onFinish={(session, files) => {
          finished = { session, files };
        }}
      />
    </ColorContext.Provider>,
    { incrementalRendering: true },
  );
  await app.waitUntilExit();
  return finished;
}
