import type { ReactElement } from 'react';
import type { Screen } from '../../src/core/interview/screen.ts';
import { ChooseView } from '../../src/tui/choose-view.tsx';
import { FindingsView } from '../../src/tui/findings-view.tsx';
import { FinishView } from '../../src/tui/finish-view.tsx';
import { NodesView } from '../../src/tui/nodes-view.tsx';
import { ReviewView } from '../../src/tui/review-view.tsx';
import { TextView } from '../../src/tui/text-view.tsx';
import { WaitingView } from '../../src/tui/waiting-view.tsx';

const nothing = () => undefined;

/** The view of a screen, which answers nothing. */
export function viewOf(screen: Screen, problem?: string): ReactElement {
  switch (screen.kind) {
    case 'choose':
      return <ChooseView screen={screen} onAnswer={nothing} />;
    case 'text':
      return <TextView screen={screen} problem={problem} onAnswer={nothing} />;
    case 'nodes':
      return <NodesView screen={screen} onAnswer={nothing} />;
    case 'waiting':
      return <WaitingView screen={screen} />;
    case 'findings':
      return <FindingsView screen={screen} onAnswer={nothing} />;
    case 'review':
      return <ReviewView screen={screen} onAnswer={nothing} />;
    case 'finish':
      return <FinishView screen={screen} problem={problem} onSave={nothing} />;
  }
}
