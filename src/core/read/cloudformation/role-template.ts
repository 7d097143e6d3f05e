import { get, type Value } from '../../document/value.ts';
import { readPolicyDocument } from '../../granted/document.ts';
import type { Granted } from '../../granted/granted.ts';
import { InputError } from '../../problem.ts';
import { literal } from '../../template/template.ts';
import { grantedTo } from './granted.ts';
import { readStack, type Stack, type StackResource } from './stack.ts';

const ROLE_TYPE = 'AWS::IAM::Role';

/**
 * What a template grants to its role for flows, which stand elsewhere.
 *
 * @param name the logical id of the role; without it the one role that Amazon Bedrock may assume.
 * @throws InputError for a template in which no role, or more than one, can be meant.
 */
export function grantedInTemplate(document: Value, name?: string): Granted {
  const stack = readStack(document);
  const roles = [...stack.resources.values()].filter(({ type }) => type === ROLE_TYPE);
  const meant = roles.filter((role) =>
    name === undefined ? isForBedrock(role, stack) : role.logicalId === name,
  );
  const [role, ...others] = meant;
  if (role === undefined || others.length > 0) {
    const listed = (meant.length > 0 ? meant : roles).map(({ logicalId }) => logicalId).join(', ');
    throw new InputError({
      place: document.place,
      found:
        name !== undefined
          ? `no role ${name} in the template`
          : others.length > 0
            ? `several roles that Amazon Bedrock may assume: ${listed}`
            : 'no role that Amazon Bedrock may assume',
      expected: 'one role for the flow',
      ...(listed !== '' && { remedy: `Name it after the file: FILE#ROLE, with one of ${listed}.` }),
    });
  }
  return grantedTo(role, stack);
}

function isForBedrock({ logicalId }: StackResource, stack: Stack): boolean {
  const trust = get(stack.properties(logicalId), 'AssumeRolePolicyDocument');
  return readPolicyDocument(trust).statements.some(
    ({ effect, principals = [] }) =>
      effect === 'Allow' &&
      principals.some(
        ({ type, template }) =>
          type === 'Service' && literal(template)?.toLowerCase() === 'bedrock.amazonaws.com',
      ),
  );
}
