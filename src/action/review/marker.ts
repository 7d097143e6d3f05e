/** What the Action writes into its own comments for itself, invisibly. */
export type Marker =
  | { readonly kind: 'summary'; readonly head: string; readonly fingerprints: readonly string[] }
  | {
      readonly kind: 'finding';
      readonly fingerprints: readonly string[];
      /** The Action has closed the thread, since nothing of it is found any longer. */
      readonly isMended: boolean;
    }
  | { readonly kind: 'answer'; readonly comment: number };

const FIRST_LINE = /^<!-- flow-role-wizard (summary|finding|mended|answer)((?: [0-9a-f]+)*) -->/;

/** The first line of a comment. */
export function writeMarker(marker: Marker): string {
  return `<!-- flow-role-wizard ${words(marker).join(' ')} -->`;
}

function words(marker: Marker): readonly string[] {
  switch (marker.kind) {
    case 'summary':
      return ['summary', marker.head, ...marker.fingerprints];
    case 'finding':
      return [marker.isMended ? 'mended' : 'finding', ...marker.fingerprints];
    case 'answer':
      return ['answer', String(marker.comment)];
  }
}

/**
 * Reads the marker of a comment. Anybody can write one: it counts only in comments whose author is
 * the Action itself.
 */
export function readMarker(body: string): Marker | undefined {
  const [, kind, rest = ''] = FIRST_LINE.exec(body) ?? [];
  const list = rest.split(' ').slice(1);
  switch (kind) {
    case 'summary':
      return { kind: 'summary', head: list[0] ?? '', fingerprints: list.slice(1) };
    case 'finding':
    case 'mended':
      return { kind: 'finding', fingerprints: list, isMended: kind === 'mended' };
    case 'answer':
      return { kind: 'answer', comment: Number(list[0]) };
    default:
      return undefined;
  }
}
