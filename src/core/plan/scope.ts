import type { Flow } from '../flow/flow.ts';

/** The template or the module within which references mean the same. */
export function scopeOf({ origin, place }: Flow): string {
  switch (origin?.kind) {
    case 'cloudformation':
      return place.file;
    case 'terraform':
      return origin.module;
    case undefined:
      return '';
  }
}
