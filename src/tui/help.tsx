import { Text, useInput } from 'ink';
import { createContext, type ReactNode, useContext } from 'react';
import type { Warning } from '../core/flow/need.ts';
import { hintsFor } from '../core/interview/complaint.ts';
import type { Screen } from '../core/interview/screen.ts';
import { showLine } from '../core/place.ts';
import { noteWarnings } from '../core/policy/notes.ts';
import { printable } from '../core/printable.ts';
import { Frame } from './frame.tsx';
import { keyed } from './keyed.ts';

/** Opens the help on the current question. */
export const HelpContext = createContext<() => void>(() => undefined);

export function useHelp(): () => void {
  return useContext(HelpContext);
}

interface HelpProps {
  readonly screen: Screen;
  readonly onClose: () => void;
}

/** What is asked, why, what an answer looks like, and which keys do what. */
export function HelpView({ screen, onClose }: HelpProps): ReactNode {
  useInput(() => onClose());
  const lines = [...aboutAnswer(screen), '', ...KEYS];
  return (
    <Frame title={`Help: ${screen.title}`} why={screen.why} keys={['any key closes the help']}>
      {keyed(lines).map(({ key, line }) => (
        <Text key={key}>{line === '' ? ' ' : line}</Text>
      ))}
    </Frame>
  );
}

const KEYS: readonly string[] = [
  'Enter       takes the answer and goes on',
  'Esc         goes one step back; answers are kept',
  '↑ ↓ Tab     move in a list, or among suggestions',
  'Space       marks in lists of which several can be chosen',
  'letters     leave only what matches',
  '← → Ctrl-U  move in a line of text, clear it',
  'Ctrl-P      shows the policies as they are so far',
  'Ctrl-C      quits; nothing is written',
];

function aboutAnswer(screen: Screen): readonly string[] {
  switch (screen.kind) {
    case 'text':
      return hintsFor(screen);
    case 'choose':
      return [screen.multiple ? 'Mark what applies, then press Enter.' : 'Choose one.'];
    case 'nodes':
      return [
        'A node is listed with the resource that the role must allow it to use.',
        ...screen.warnings.map(warningLine),
      ];
    case 'findings':
      return ['missing: a call of a node will fail. excess: no node needs it.'];
    case 'review':
      return [
        'Every statement says which node needs it, where, and where AWS says so.',
        ...noteWarnings(screen.roles.map(({ plan }) => plan)).map(warningLine),
      ];
    case 'waiting':
    case 'finish':
      return [];
  }
}

/** A warning with its place, as one line. */
export function warningLine({ text, place }: Warning): string {
  return printable(`! ${showLine(place)}: ${text}`, 400);
}
