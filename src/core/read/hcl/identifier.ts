import { isUnprintable } from '../../printable.ts';

/** Whether text is a name of Terraform, in which nothing is hidden. */
export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(text) && !isUnprintable(text);
}
