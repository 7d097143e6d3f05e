import { useRef, useState } from 'react';
import { printable } from '../core/printable.ts';
import { useKeys } from './use-keys.ts';

/** Where the cursor stands in a list, and what is typed to filter it. */
export interface ListPlace {
  readonly at: number;
  readonly filter: string;
}

interface ListKeys {
  /** How many lines of the list a filter leaves. */
  readonly count: (filter: string) => number;
  readonly onEnter: () => void;
  readonly onHelp: () => void;
}

/** The keys of a list that is only read: moving, typing to filter, help, and Enter to go on. */
export function useFilteredList({ count, onEnter, onHelp }: ListKeys): ListPlace {
  const [place, setPlace] = useState<ListPlace>({ at: 0, filter: '' });
  // Several keys can arrive before the next drawing: each starts from what the last one left.
  const latest = useRef(place);
  const change = (next: Partial<ListPlace>) => {
    latest.current = { ...latest.current, ...next };
    setPlace(latest.current);
  };
  const move = (step: number) => {
    const last = Math.max(count(latest.current.filter) - 1, 0);
    change({ at: Math.max(0, Math.min(latest.current.at + step, last)) });
  };
  const type = (input: string) => {
    for (const character of input) {
      if (character === '\r' || character === '\n') {
        onEnter();
        return;
      }
      if (character === '?' && latest.current.filter === '') {
        onHelp();
      } else {
        change({ filter: latest.current.filter + printable(character), at: 0 });
      }
    }
  };
  useKeys((input, key) => {
    if (key.downArrow || (key.tab && !key.shift)) {
      move(1);
    } else if (key.upArrow || key.tab) {
      move(-1);
    } else if (key.backspace || key.delete) {
      change({ filter: [...latest.current.filter].slice(0, -1).join(''), at: 0 });
    } else if (key.return) {
      onEnter();
    } else if (!key.ctrl && !key.meta && !key.escape) {
      type(input);
    }
  });
  return place;
}

/** Whether a text has what is typed to filter. */
export function hasFilter(text: string, filter: string): boolean {
  return text.toLowerCase().includes(filter.toLowerCase());
}
