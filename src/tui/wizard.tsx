import { Box, Text, useApp, useInput, useWindowSize } from 'ink';
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
import { LookingView } from './looking-view.tsx';
import { NodesView } from './nodes-view.tsx';
import { Preview } from './preview.tsx';
import { ReviewView } from './review-view.tsx';
import { ColumnsContext } from './room.ts';
import { TextView } from './text-view.tsx';
import { ActiveContext } from './use-keys.ts';
import { WaitingView } from './waiting-view.tsx';

export interface WizardProps {
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
  /** How many files were looked at so far; undefined once the flows are found. */
  const [looked, setLooked] = useState<number | undefined>(0);
  const [search] = useState(() => new AbortController());
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
      .explore(
        (world) => {
          setLooked(undefined);
          setSession((before) => reduce(before, { kind: 'world', world }));
        },
        (files) => setLooked((before) => (before === undefined ? undefined : files)),
        search.signal,
      )
      .catch(() => setLooked(undefined));
    return () => search.abort();
  }, [ports, search]);
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
  if (looked !== undefined) {
    return <LookingView files={looked} onStop={() => search.abort()} />;
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
    // Meanwhile somebody may have gone back.
    setSession((before) =>
      screenOf(before).id === screen.id
        ? afterAnswer(before, screen.id, world?.values ?? values)
        : before,
    );
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
  const isBeside = columns >= WIDE && ['choose', 'text', 'waiting'].includes(screen.kind);
  const width = isBeside ? Math.floor(columns * 0.6) : columns;
  const isFront = overlay === undefined;
  return (
    <HelpContext.Provider value={() => setOverlay('help')}>
      {overlay === 'help' && <HelpView screen={screen} onClose={() => setOverlay(undefined)} />}
      {overlay === 'preview' && (
        <Box flexDirection="column">
          <Preview roles={plannedRoles(session)} rows={rows - 2} />
          <Text dimColor>Esc or Ctrl-P back to the question</Text>
        </Box>
      )}
      {/* The view stays, so that what is marked or typed is still there afterwards. */}
      <Box display={isFront ? 'flex' : 'none'}>
        <Box flexDirection="column" width={width} flexShrink={0}>
          <ActiveContext.Provider value={isFront}>
            <ColumnsContext.Provider value={width}>
              <View
                key={`${screen.id} ${session.entries.length}`}
                screen={screen}
                trouble={trouble}
                onAnswer={(values) => void answer(values)}
                onSave={(replace) => void save(replace)}
              />
            </ColumnsContext.Provider>
          </ActiveContext.Provider>
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
    case 'nodes':
      return <NodesView screen={screen} onAnswer={onAnswer} />;
    case 'waiting':
      return <WaitingView screen={screen} />;
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
