import { Box, Text, useApp, useInput } from 'ink';
import Spinner from 'ink-spinner';
import { type ReactNode, useEffect, useState } from 'react';
import type { Ports } from '../core/interview/ports.ts';
import type { Screen } from '../core/interview/screen.ts';
import {
  answered,
  type Event,
  reduce,
  type Session,
  startSession,
} from '../core/interview/session.ts';
import { plannedRoles, vocabulary } from '../core/interview/session-roles.ts';
import { screenOf } from '../core/interview/wizard.ts';
import { ChooseView } from './choose-view.tsx';
import { FinishView } from './finish-view.tsx';
import { ReviewView } from './review-view.tsx';
import { TextView } from './text-view.tsx';

interface WizardProps {
  readonly ports: Ports;
  /** Called with the finished session, after its files are written. */
  readonly onFinish: (session: Session, files: readonly string[]) => void;
}

/** The whole interview: shows the screen of the session, and turns keys into events. */
export function Wizard({ ports, onFinish }: WizardProps): ReactNode {
  const { exit } = useApp();
  const [session, setSession] = useState<Session>(() =>
    startSession({ candidates: [], facts: [] }),
  );
  const [exploring, setExploring] = useState(true);
  const [problem, setProblem] = useState<string>();
  const send = (event: Event) => setSession((before) => reduce(before, event));
  useEffect(() => {
    ports
      .explore((world) => setSession((before) => reduce(before, { kind: 'world', world })))
      .catch(() => undefined)
      .finally(() => setExploring(false));
  }, [ports]);
  useInput((_, key) => {
    if (key.escape) {
      setProblem(undefined);
      send({ kind: 'back' });
    }
  });
  if (exploring) {
    return (
      <Text>
        <Spinner /> Looking for flows, and for the account you are signed in to …
      </Text>
    );
  }
  const screen = screenOf(session);
  const answer = async (values: readonly string[]) => {
    setProblem(undefined);
    if (screen.id === 'path') {
      const found = await ports.readPath(values[0] ?? '');
      if (typeof found === 'string') {
        setProblem(found);
        return;
      }
      const { world } = session;
      const candidates = [...world.candidates, ...found];
      const distinct = [...new Map(candidates.map((one) => [one.flow.source, one])).values()];
      send({ kind: 'world', world: { ...world, candidates: distinct } });
      send({ kind: 'answer', id: screen.id, values: found.map(({ flow }) => flow.source) });
      return;
    }
    send({ kind: 'answer', id: screen.id, values });
  };
  const save = async (replace: boolean) => {
    const [directory = '.'] = answered(session, 'out') ?? [];
    const saved = await ports.save(plannedRoles(session), vocabulary(session), directory, replace);
    if (saved.kind === 'saved') {
      onFinish(session, saved.files);
      exit();
    } else {
      setProblem(saved.message);
    }
  };
  return (
    <Box flexDirection="column">
      <View
        key={`${screen.id} ${session.entries.length}`}
        screen={screen}
        problem={problem}
        onAnswer={(values) => void answer(values)}
        onSave={(replace) => void save(replace)}
      />
    </Box>
  );
}

interface ViewProps {
  readonly screen: Screen;
  readonly problem: string | undefined;
  readonly onAnswer: (values: readonly string[]) => void;
  readonly onSave: (replace: boolean) => void;
}

function View({ screen, problem, onAnswer, onSave }: ViewProps): ReactNode {
  switch (screen.kind) {
    case 'choose':
      return <ChooseView screen={screen} onAnswer={onAnswer} />;
    case 'text':
      return <TextView screen={screen} problem={problem} onAnswer={onAnswer} />;
    case 'review':
      return <ReviewView screen={screen} onAnswer={onAnswer} />;
    case 'finish':
      return <FinishView screen={screen} problem={problem} onSave={onSave} />;
  }
}
