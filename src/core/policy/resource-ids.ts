import type { RoleNeed } from '../flow/need.ts';
import { geographyOf } from '../needs/models/geography.ts';
import { literal, splitTemplate } from '../template/template.ts';

/** The id of the foundation model that a need is to invoke; undefined where it is not known. */
export function modelIdIn({ resource, actions }: RoleNeed): string | undefined {
  const [, id] = splitTemplate(resource, ':foundation-model/', 2);
  const text = id && literal(id);
  const isOne = text !== undefined && !/[*?]/.test(text) && actions.includes('bedrock:InvokeModel');
  return isOne && text !== '' ? text : undefined;
}

/** The id of the system-defined inference profile that a need is to call, as `us.amazon.nova-…`. */
export function profileIdIn({ resource }: RoleNeed): string | undefined {
  const [, id] = splitTemplate(resource, ':inference-profile/', 2);
  const text = id && literal(id);
  return text !== undefined && geographyOf(text) !== undefined ? text : undefined;
}
