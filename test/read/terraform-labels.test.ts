import { expect, it } from 'vitest';
import { refusal } from './reading.ts';

const INJECTED = String.raw`x\nresource \"null_resource\" \"y\" {\n  provisioner \"local-exec\" {}\n}\n#`;

it.each([
  ['resource', `resource "aws_bedrockagent_flow" "${INJECTED}" {}`],
  ['resource', 'resource "aws iam role" "r" {}'],
  ['resource', 'resource "aws_iam_role" "1st" {}'],
  ['data', 'data "aws_region" "a.b" {}'],
  ['resource', 'resource "aws_iam_role" "a\u202eb" {}'],
  ['resource', 'resource "aws_iam_role" "a\u3164" {}'],
  ['variable', 'variable "a b" {}'],
])('a label of a %s block that is no name is refused with its place: %j', async (type, block) => {
  const { at, found, message } = await refusal('main.tf', `# module\n${block}\n`);
  expect(at).toBe('main.tf:2:1');
  expect(found).toMatch(new RegExp(`^the label ".*" of a ${type} block$`, 's'));
  expect(message.split('\n')).toHaveLength(2);
});
