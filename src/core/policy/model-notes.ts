import { MODEL_ENDS, MODEL_LIFECYCLE_SOURCE } from '../data/model-lifecycle.ts';
import { DEPRECATED_MODEL_IDS, MODEL_IDS } from '../data/models.generated.ts';
import { PACKAGE_SOURCES } from '../data/sources.generated.ts';

interface ModelNote {
  readonly topic: 'model-end-of-life' | 'unknown-model';
  readonly text: string;
  readonly documentation: string;
}

/** The part of an id that names the model, without its version and the length of its context. */
function stemOf(id: string): string {
  return id.replace(/:.*$/s, '');
}

function providerOf(id: string): string {
  return id.split('.')[0] ?? '';
}

function wordsIn(id: string): readonly string[] {
  return id.match(/[a-z]{2,}/gi) ?? [];
}

function stems(ids: string): ReadonlySet<string> {
  return new Set(ids.trim().split(/\s+/).map(stemOf));
}

const KNOWN = stems(MODEL_IDS);
const DEPRECATED = stems(DEPRECATED_MODEL_IDS);
/** The words in the ids of each provider's models. */
const WORDS = new Map<string, Set<string>>();
for (const id of [...KNOWN, ...DEPRECATED]) {
  const words = WORDS.get(providerOf(id)) ?? new Set();
  WORDS.set(providerOf(id), new Set([...words, ...wordsIn(id)]));
}
const LISTED = PACKAGE_SOURCES.find(({ title }) => title === 'Model ids')?.published ?? '';

/** Says that a model has ended or will end, or that nobody has heard of it. */
export function modelNote(id: string | undefined): ModelNote | undefined {
  if (id === undefined) {
    return undefined;
  }
  const end = Object.entries(MODEL_ENDS).find(([start]) => id.startsWith(start))?.[1];
  if (end !== undefined) {
    const isOver = end <= MODEL_LIFECYCLE_SOURCE.read;
    return {
      topic: 'model-end-of-life',
      text: `The model ${id} ${isOver ? 'reached' : 'reaches'} its end of life on ${end} in most Regions. Calls fail from then on: choose a current model.`,
      documentation: MODEL_LIFECYCLE_SOURCE.page,
    };
  }
  const stem = stemOf(id);
  if (DEPRECATED.has(stem) && !KNOWN.has(stem)) {
    return {
      topic: 'model-end-of-life',
      text: `The model ${id} is deprecated, according to the AWS CDK of ${LISTED}: choose a current model.`,
      documentation: MODEL_LIFECYCLE_SOURCE.page,
    };
  }
  // The list is not complete: a new version of a known model is no surprise, a new word is one, and
  // without any model of a provider it says nothing about others.
  const words = WORDS.get(providerOf(stem));
  return KNOWN.has(stem) || words === undefined || wordsIn(stem).every((word) => words.has(word))
    ? undefined
    : {
        topic: 'unknown-model',
        text: `The model ID ${id} is not among those known on ${LISTED}. Check its spelling, unless the model is newer.`,
        documentation: 'https://docs.aws.amazon.com/bedrock/latest/userguide/models-supported.html',
      };
}
