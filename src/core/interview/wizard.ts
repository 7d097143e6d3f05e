import type { Screen } from './screen.ts';
import type { Session } from './session.ts';
import {
  askAccount,
  askFlowId,
  askRegion,
  awaitFacts,
  confirmDeployment,
} from './steps/deployment.ts';
import { askExisting, showDifferences } from './steps/existing.ts';
import { askFlow, askMoreNodes, askName, askNodes, askPath, askSharing } from './steps/flow.ts';
import { askEncrypted, askKey, askQuestion, showNodes } from './steps/nodes.ts';
import { askResume } from './steps/resume.ts';
import {
  askConfig,
  askDirectory,
  askFormat,
  askWorkflow,
  review,
  reviewAgain,
} from './steps/save.ts';
import type { Step } from './steps/step.ts';

/** The steps in the order in which they come; each is skipped when nothing is unknown. */
const STEPS: readonly Step[] = [
  askResume,
  askFlow,
  askPath,
  askNodes,
  askName,
  askSharing,
  awaitFacts,
  confirmDeployment,
  askAccount,
  askRegion,
  askFlowId,
  showNodes,
  askQuestion,
  askMoreNodes,
  askEncrypted,
  askKey,
  askExisting,
  showDifferences,
  review,
  askFormat,
  reviewAgain,
  askDirectory,
  askConfig,
  askWorkflow,
];

/** What to show next in a session. */
export function screenOf(session: Session): Screen {
  for (const step of STEPS) {
    const screen = step(session);
    if (screen !== undefined) {
      return screen;
    }
  }
  return { kind: 'finish', id: 'finish', title: 'Save', why: 'All questions are answered.' };
}
