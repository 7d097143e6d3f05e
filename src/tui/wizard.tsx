import { Box, Text, useApp, useInput, useWindowSize } from 'ink';
import Spinner from 'ink-spinner';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { lookUp } from '../core/interview/look-up.ts';
import type { Ports } from '../core/interview/ports.ts';
import { afterAnswer } from '../core/interview/resume.ts';
import type { Screen } from '../core/interview/screen.ts';
import { type Event, reduce, type Session, startSession } from '../core/interview/session.ts';
import { plannedRoles } from '../core/interview/session-roles.ts';
import { toSave } from '../core/interview/to-save.ts';
import { screenOf } from '../core/interview/wizard.ts';
import { ChooseView } from './choose-view.tsx';
import { FindingsView } from './findings-view.tsx';
import { FinishView } from './finish-view.tsx';
import { HelpContext, HelpView } from './help.tsx';
import { Preview } from './preview.tsx';
import { ReviewView } from './review-view.tsx';
import { TextView } from './text-view.tsx';

interface WizardProps {
  readonly ports: Ports;
  /** Called with the finished session, after its files are written. */
  readonly onFinish: (session: Session, files: readonly string[]) => void;
}

/** Terminals of so many columns have room for the policies beside the questions. */
const WIDE = 110;

interface Trouble {
  readonly message: string;
  readonly diff?: string;
}

/** The whole interview: shows the screen of the session, and turns keys into events. */
export function Wizard({ ports, onFinish }: WizardProps): ReactNode {
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();
  const [session, setSession] = useState<Session>(() =>
    startSession({ candidates: [], facts: [] }),
  );
  const [exploring, setExploring] = useState(true);
  const [trouble, setTrouble] = useState<Trouble>();
  const [overlay, setOverlay] = useState<'help' | 'preview'>();
  const isBusy = useRef(false);
  const { entries } = session;
  useEffect(() => {
    if (entries.length > 0) {
      ports.keep(entries);
    }
  }, [ports, entries]);
  const send = (event: Event) => setSession((before) => reduce(before, event));
  useEffect(() => {
    ports
      .explore((world) => setSession((before) => reduce(before, { kind: 'world', world })))
      .catch(() => undefined)
      .finally(() => setExploring(false));
  }, [ports]);
  useInput((input, key) => {
    if (key.escape) {
      setTrouble(undefined);
      if (overlay === undefined) {
        send({ kind: 'back' });
      } else {
        setOverlay(undefined);
      }
    } else if (key.ctrl && input === 'p') {
      setOverlay(overlay === 'preview' ? undefined : 'preview');
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
    setTrouble(undefined);
    const [value = ''] = values;
    // A path is looked for once, however often Enter is pressed meanwhile.
    if (isBusy.current) {
      return;
    }
    isBusy.current = true;
    const world = await lookUp(screen, value, session, ports).finally(() => {
      isBusy.current = false;
    });
    if (typeof world === 'string') {
      setTrouble({ message: world });
      return;
    }
    if (world !== undefined) {
      send({ kind: 'world', world: world.world });
    }
    setSession((before) => afterAnswer(before, screen.id, world?.values ?? values));
  };
  const save = async (replace: boolean) => {
    const saved = await ports.save(toSave(session), replace);
    if (saved.kind === 'saved') {
      onFinish(session, saved.files);
      exit();
    } else {
      setTrouble(saved);
    }
  };
  if (overlay === 'help') {
    return <HelpView screen={screen} onClose={() => setOverlay(undefined)} />;
  }
  if (overlay === 'preview') {
    return (
      <Box flexDirection="column">
        <Preview roles={plannedRoles(session)} rows={rows - 2} />
        <Text dimColor>Esc or Ctrl-P back to the question</Text>
      </Box>
    );
  }
  const isBeside = columns >= WIDE && screen.kind !== 'review' && screen.kind !== 'findings';
  return (
    <HelpContext.Provider value={() => setOverlay('help')}>
      <Box>
        <Box flexDirection="column" {...(isBeside ? { width: Math.floor(columns * 0.6) } : {})}>
          <View
            key={`${screen.id} ${session.entries.length}`}
            screen={screen}
            trouble={trouble}
            onAnswer={(values) => void answer(values)}
            onSave={(replace) => void save(replace)}
          />
        </Box>
        {isBeside && <Preview roles={plannedRoles(session)} rows={Math.min(rows - 2, 20)} />}
      </Box>
    </HelpContext.Provider>
  );
}

interface ViewProps {
  readonly screen: Screen;
  readonly trouble: Trouble | undefined;
  readonly onAnswer: (values: readonly string[]) => void;
  readonly onSave: (replace: boolean) => void;
}

function View({ screen, trouble, onAnswer, onSave }: ViewProps): ReactNode {
  switch (screen.kind) {
    case 'choose':
      return <ChooseView screen={screen} onAnswer={onAnswer} />;
    case 'text':
      return <TextView screen={screen} problem={trouble?.message} onAnswer={onAnswer} />;
    case 'findings':
      return <FindingsView screen={screen} onAnswer={onAnswer} />;
    case 'review':
      return <ReviewView screen={screen} onAnswer={onAnswer} />;
    case 'finish':
      return (
        <FinishView
          screen={screen}
          problem={trouble?.message}
          diff={trouble?.diff}
          onSave={onSave}
        />
      );
  }
}
