import { Text, type TextProps } from 'ink';
import { createContext, type ReactNode, useContext } from 'react';

/** The colours of the wizard by what they mean; every meaning is also told in words or signs. */
const COLORS = {
  title: 'cyan',
  error: 'red',
  warning: 'yellow',
  chosen: 'green',
  why: 'gray',
} as const;

export type Tone = keyof typeof COLORS;

/** Whether there are colours; bold, dim and inverse text is there without them. */
export const ColorContext = createContext(true);

interface TintedProps extends Omit<TextProps, 'color'> {
  readonly tone?: Tone | undefined;
}

/** Text in the colour of what it means. */
export function Tinted({ tone, ...props }: TintedProps): ReactNode {
  const hasColors = useContext(ColorContext);
  return <Text {...props} {...(tone !== undefined && hasColors ? { color: COLORS[tone] } : {})} />;
}
