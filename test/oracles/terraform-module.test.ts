// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes it so.
import { expect, it } from 'vitest';
import { moduleProblems } from './terraform-module.ts';

const DECLARED = `
variable "names" {}
locals {
  one = "a"
}
data "aws_region" "here" {}
resource "aws_lambda_function" "one" {}
resource "aws_lambda_function" "many" {
  for_each = toset(["a"])
}
`;

it.each([
  ['aws_lambda_function.one.arn', []],
  ['"a-${aws_lambda_function.many["a"].arn}"', []],
  ['[for key, f in aws_lambda_function.many : f.arn]', []],
  ['concat(var.names, [local.one, data.aws_region.here.id])', []],
  ['"aws_lambda_function.none.arn and $${var.none}"', []],
  ['aws_lambda_function.none.arn', ['aws_lambda_function.none is not declared']],
  ['"${upper("${var.none}")}"', ['var.none is not declared']],
  ['data.aws_partition.here.partition', ['data.aws_partition.here is not declared']],
  [
    'aws_lambda_function.many.arn',
    ['aws_lambda_function.many has instances and is used without an index'],
  ],
  [
    'aws_lambda_function.one["a"].arn',
    ['aws_lambda_function.one has no instances and is used with an index'],
  ],
])('the references of %s are judged', async (expression, problems) => {
  const files = { 'main.tf': DECLARED, 'other.tf': `output "it" {\n  value = ${expression}\n}\n` };
  expect(await moduleProblems(files)).toEqual(problems);
});
