import { get, type Value } from '../document/value.ts';
import { literal } from '../template/template.ts';
import { readPolicyDocument } from './document.ts';
import type { Granted, GrantedPolicy, GrantedStatement, PolicySubject } from './granted.ts';

/** Whether a parsed JSON file is an IAM policy. */
export function isPolicyDocument(document: Value): boolean {
  return get(document, 'Statement') !== undefined;
}

/**
 * Reads policies that stand in files of their own. What each is for shows in its statements: a
 * policy with principals is a trust policy when it is about `sts:`, and else the policy of a
 * function, a bot alias or a key.
 */
export function grantedInFiles(
  files: readonly { readonly path: string; readonly document: Value }[],
): Granted {
  const read = files.map(({ path, document }) => {
    const { statements, notes } = readPolicyDocument(document);
    const subject = subjectOf(statements);
    const [first] = statements;
    const [resource] = first?.resources ?? [];
    const policy: GrantedPolicy = {
      subject,
      name: path,
      place: document.place,
      statements,
      ...((subject === 'lambda' || subject === 'lex') &&
        resource && { resource: resource.template }),
      form: 'document',
    };
    return { policy, notes };
  });
  return {
    policies: read.map(({ policy }) => policy),
    notes: read.flatMap(({ notes }) => notes),
    canonical: (value) => value,
  };
}

function subjectOf(statements: readonly GrantedStatement[]): PolicySubject {
  if (statements.every(({ principals }) => principals === undefined)) {
    return 'identity';
  }
  const services = new Set(
    statements.flatMap(({ actions }) =>
      actions.map(({ template }) => (literal(template) ?? '').split(':')[0]?.toLowerCase()),
    ),
  );
  for (const service of ['lambda', 'lex', 'kms'] as const) {
    if (services.has(service)) {
      return service;
    }
  }
  return 'trust';
}

/** Puts together what different files say about one role. */
export function joinGranted(parts: readonly Granted[]): Granted {
  const role = parts.find((part) => part.role !== undefined)?.role;
  return {
    policies: parts.flatMap(({ policies }) => policies),
    notes: parts.flatMap(({ notes }) => notes),
    ...(role && { role }),
    canonical: (value) => parts.reduce((text, { canonical }) => canonical(text), value),
  };
}
