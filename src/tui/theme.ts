/** The colours of the wizard by what they mean; every meaning is also told in words or signs. */
export const COLORS = {
  title: 'cyan',
  error: 'red',
  warning: 'yellow',
  chosen: 'green',
  why: 'gray',
} as const;
