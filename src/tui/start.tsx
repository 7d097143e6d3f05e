import { render } from 'ink';
import type { Ports } from '../core/interview/ports.ts';
import type { Session } from '../core/interview/session.ts';
import { Wizard } from './wizard.tsx';

/** What a finished interview leaves behind. */
export interface Finished {
  readonly session: Session;
  readonly files: readonly string[];
}

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
