import { type Key, useInput } from 'ink';
import { createContext, useContext } from 'react';

/** Whether the view is the one that keys are for: not while help or the preview is in front of it. */
export const ActiveContext = createContext(true);

/** The keys of a view, as long as nothing is in front of it. */
export function useKeys(onKey: (input: string, key: Key) => void): void {
  useInput(onKey, { isActive: useContext(ActiveContext) });
}
