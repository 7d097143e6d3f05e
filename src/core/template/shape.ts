import type { Likeness, Reference } from './reference.ts';
import {
  DEPLOYMENT_LIKENESS,
  type Segment,
  soleReference,
  type Template,
  UNKNOWN,
} from './template.ts';

/**
 * Tells which of its shapes a text has (an id, an ARN), as people call it; undefined where the
 * pieces that are not known could give it another.
 *
 * @param text pieces that are not known stand as `?`, those without `:`, `/` and `.` as `¿`.
 */
export type ShapeOf = (text: string) => string | undefined;

export interface Recognised {
  readonly shape: string;
  /** The text that has the shape. */
  readonly text: string;
  /** The references whose defaults decide: with other values the shape may be another. */
  readonly assumed: readonly Reference[];
}

/** Lists of values are multiplied by one another up to so many texts. */
const MOST_TEXTS = 64;

/** One piece of a value: all that it can be, and what it is by default. */
interface Piece {
  readonly texts: readonly string[];
  readonly example?: string;
  readonly reference?: Reference;
}

/**
 * The shape of a value: what is literal in it decides, else the defaults of its references; where
 * they do not, undefined.
 */
export function recognise(value: Template, shapeOf: ShapeOf): Recognised | undefined {
  const pieces = value.flatMap(piecesOf);
  const texts = textsOf(pieces);
  const [text = ''] = texts;
  const [shape, ...others] = new Set(texts.map(shapeOf));
  return shape !== undefined && others.length === 0
    ? { shape, text, assumed: [] }
    : byExamples(pieces, shapeOf);
}

function byExamples(pieces: readonly Piece[], shapeOf: ShapeOf): Recognised | undefined {
  const textWithout = (left?: Piece) =>
    pieces.map((piece) => (piece === left ? piece.texts[0] : exampleOf(piece))).join('');
  const examples = pieces.filter(({ example }) => example !== undefined);
  const text = textWithout();
  const shape = examples.length === 0 ? undefined : shapeOf(text);
  if (shape === undefined) {
    return undefined;
  }
  const deciding = examples.filter((piece) => shapeOf(textWithout(piece)) !== shape);
  const assumed = (deciding.length > 0 ? deciding : examples).flatMap(
    ({ reference }) => reference ?? [],
  );
  return { shape, text, assumed };
}

function exampleOf({ example, texts }: Piece): string {
  return example ?? (texts.length === 1 ? (texts[0] ?? UNKNOWN) : UNKNOWN);
}

function textsOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.reduce<readonly string[]>(
    (texts, piece) => {
      const all = texts.flatMap((text) => piece.texts.map((next) => text + next));
      return all.length > MOST_TEXTS ? texts.map((text) => text + UNKNOWN) : all;
    },
    [''],
  );
}

function piecesOf(segment: Segment): readonly Piece[] {
  switch (segment.kind) {
    case 'text':
      return [{ texts: [segment.text] }];
    case 'reference':
      return referencePieces(segment.reference);
    case 'after':
    case 'open':
      return [{ texts: [UNKNOWN] }];
  }
}

function referencePieces(reference: Reference): readonly Piece[] {
  if (reference.kind === 'deployment') {
    return [{ texts: [DEPLOYMENT_LIKENESS[reference.part]] }];
  }
  const { likeness } = reference;
  if (reference.kind === 'terraform' && reference.value && likeness?.of !== 'type') {
    return reference.value.flatMap(piecesOf);
  }
  switch (likeness?.of) {
    case 'type':
    case 'pattern':
      return [{ texts: [likeness.text], reference }];
    case 'values':
      return [{ texts: likeness.values ?? [UNKNOWN], reference }];
    case 'example': {
      const texts = likeness.values ?? [likeness.always ?? UNKNOWN];
      return [{ texts, example: likeness.text, reference }];
    }
    case undefined:
      return [{ texts: [UNKNOWN], reference }];
  }
}

/** What a value that is made of others looks like; undefined where nothing of it is known. */
export function likenessOf(value: Template): Likeness | undefined {
  const reference = soleReference(value);
  if (reference !== undefined && reference.kind !== 'deployment') {
    return reference.likeness;
  }
  const pieces = value.flatMap(piecesOf);
  const always = pieces.map(({ texts }) => (texts.length === 1 ? texts[0] : UNKNOWN)).join('');
  if (pieces.some(({ example }) => example !== undefined)) {
    return { text: pieces.map(exampleOf).join(''), of: 'example', always };
  }
  return always === UNKNOWN
    ? undefined
    : { text: always, of: isKnown(always) ? 'type' : 'pattern' };
}

/** The references of a value whose form only their values will tell, each once. */
export function undecidedIn(value: Template): readonly Reference[] {
  const found = value.flatMap(piecesOf).flatMap(({ reference }) => reference ?? []);
  const open = found.filter(
    (reference) => reference.kind !== 'deployment' && reference.likeness?.of !== 'type',
  );
  return [...new Set(open)];
}

/** Whether nothing stands in a text for pieces that are not known. */
export function isKnown(text: string): boolean {
  return !/[?¿]/.test(text);
}

/** What is known of a text before the first piece that is not. */
export function knownHead(text: string): string {
  return text.replace(/[?¿].*$/s, '');
}

/** The shape of what is named by id or by ARN; undefined while it could be either. */
export function idOrArn(text: string, id: string, arn: string): string | undefined {
  const head = knownHead(text);
  if (head.startsWith('arn:')) {
    return arn;
  }
  // Only an ARN has a colon where anything may follow.
  const mayBeArn = text.includes(UNKNOWN) && 'arn:'.startsWith(head);
  return text === '' || mayBeArn ? undefined : id;
}
