import { FORMS, type FormName, hasForm } from './forms.ts';
import type { Reference } from './reference.ts';
import { knownHead } from './shape.ts';
import { DEPLOYMENT_LIKENESS, type Segment, type Template } from './template.ts';

/** Texts that an unknown piece of a value may stand for, one for each alphabet and length in use. */
const STAND_INS: readonly string[] = [
  'AAAAAAAAAA',
  '000000000000',
  'us-east-1',
  'aws',
  'a',
  'AAAAAAAAAA/AAAAAAAAAA',
  'AAAAAAAAAA:1',
  '1',
  'arn:aws:bedrock:us-east-1:000000000000:prompt/AAAAAAAAAA',
  'AAAAAAAAAA/AAAAAAAAAA:1',
  'arn:aws:bedrock:us-east-1:000000000000:guardrail/aaaaaaaaaaaa',
  ...Object.values(FORMS).map((form) => form.example),
];

/** Beyond this many unknown pieces the form of a value is not judged, only its letters. */
const MOST_UNKNOWN = 3;

/** Says whether some text for the unknown pieces of a value gives it the form. */
export function fits(value: Template, form: FormName): boolean {
  const unknown = value.filter((segment) => candidates(segment).length > 1).length;
  return unknown > MOST_UNKNOWN ? value.every(isHarmless) : fitsFrom(value, 0, '', form);
}

/** Text that, whatever stands around it, makes no pattern of a resource. */
function isHarmless(segment: Segment): boolean {
  return segment.kind !== 'text' || hasForm(segment.text, 'name');
}

function fitsFrom(value: Template, index: number, text: string, form: FormName): boolean {
  const segment = value[index];
  if (segment === undefined) {
    return FORMS[form].pattern.test(text);
  }
  return candidates(segment).some((piece) => fitsFrom(value, index + 1, text + piece, form));
}

function candidates(segment: Segment): readonly string[] {
  switch (segment.kind) {
    case 'text':
      return [segment.text];
    case 'reference':
      return referenceCandidates(segment.reference);
    case 'after':
    case 'open':
      return STAND_INS;
  }
}

function referenceCandidates(reference: Reference): readonly string[] {
  if (reference.kind === 'deployment') {
    return [DEPLOYMENT_LIKENESS[reference.part]];
  }
  switch (reference.likeness?.of) {
    case 'type':
      return [reference.likeness.text];
    case 'example':
      return [reference.likeness.text, ...STAND_INS];
    case 'values':
      return reference.likeness.values ?? STAND_INS;
    case 'pattern':
      return patternCandidates(reference.likeness.text);
    case undefined:
      return STAND_INS;
  }
}

/** Stand-ins that begin as every value does, and such as are put after its beginning. */
function patternCandidates(pattern: string): readonly string[] {
  const head = knownHead(pattern);
  return [
    ...STAND_INS.filter((text) => text.startsWith(head)),
    ...STAND_INS.map((text) => head + text),
  ];
}
