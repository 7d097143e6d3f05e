import { render } from 'ink';
import type { Finished, Ports } from '../core/interview/ports.ts';
import { Opening } from './opening.tsx';
import { Redrawn } from './redrawn.tsx';
import { ColorContext } from './tinted.tsx';

/**
 * Runs the interview in the terminal; undefined when the user left it.
 *
 * @param load brings what the wizard needs of the outside world, after the first screen is drawn.
 */
export async function startWizard(
  load: () => Promise<Ports>,
  hasColors: boolean,
): Promise<Finished | undefined> {
  let finished: Finished | undefined;
  const app = render(
    <ColorContext.Provider value={hasColors}>
      <Redrawn clear={() => app.clear()}>
        <Opening
          load={load}
          onFinish={(session, files) => {
            finished = { session, files };
          }}
        />
      </Redrawn>
    </ColorContext.Provider>,
    // A screen of its own can be cleared without taking away what stood there before.
    { incrementalRendering: true, alternateScreen: true },
  );
  await app.waitUntilExit();
  return finished;
}
