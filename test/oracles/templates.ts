import { isMap, parseDocument } from 'yaml';

/** `Flow.ExecutionRoleArn: !GetAtt FlowRole.Arn`, as the head of an output has it. */
const WITH = /^# (\w+)\.ExecutionRoleArn: !GetAtt (\w+)\.Arn$/gm;

/** Whether what is written belongs into the template of the flow. */
export function isFragment(written: string): boolean {
  return !written.includes('AWSTemplateFormatVersion');
}

/** Puts resources into a template as the head of the output says, so that the flows use the roles. */
export function putInto(template: string, written: string): string {
  const whole = parseDocument(template, { logLevel: 'silent' });
  const added = parseDocument(written, { logLevel: 'silent' });
  for (const section of ['Resources', 'Outputs']) {
    const items = added.get(section);
    if (isMap(items)) {
      for (const { key, value } of items.items) {
        whole.setIn([section, String(key)], value);
      }
    }
  }
  for (const [, flow, role] of written.matchAll(WITH)) {
    whole.setIn(['Resources', flow, 'Properties', 'ExecutionRoleArn'], {
      'Fn::GetAtt': [role, 'Arn'],
    });
  }
  return whole.toString({ lineWidth: 0 });
}
