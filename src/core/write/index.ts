import { awsCli } from './aws-cli/aws-cli.ts';
import { keepsInCdk } from './cdk/expression.ts';
import type { OutputFormat, OutputFormatEntry } from './format.ts';
import { json } from './json.ts';
import { keepsInTerraform } from './terraform/expression.ts';

/** The forms in which roles can be written; a new one is a file and an entry here. */
export const OUTPUT_FORMATS = {
  json: {
    label: 'JSON policy files',
    keeps: () => false,
    load: async () => json,
  },
  cloudformation: {
    label: 'CloudFormation template (YAML)',
    keeps: ({ kind }) => kind !== 'terraform',
    load: async () => (await import('./cloudformation/cloudformation.ts')).cloudFormation,
  },
  terraform: {
    label: 'Terraform (HCL)',
    keeps: keepsInTerraform,
    load: async () => (await import('./terraform/terraform.ts')).terraform,
  },
  cdk: {
    label: 'CDK function (TypeScript)',
    keeps: keepsInCdk,
    load: async () => (await import('./cdk/cdk.ts')).cdk,
  },
  'aws-cli': {
    label: 'Script of AWS CLI commands that creates the role',
    keeps: () => false,
    load: async () => awsCli,
  },
} as const satisfies Record<string, OutputFormatEntry>;

export type OutputFormatName = keyof typeof OUTPUT_FORMATS;

export const OUTPUT_FORMAT_NAMES = Object.keys(OUTPUT_FORMATS) as readonly OutputFormatName[];

/** Loads an output format by its name. */
export async function outputFormat(
  name: OutputFormatName,
): Promise<OutputFormat & Pick<OutputFormatEntry, 'keeps'>> {
  const { keeps, load } = OUTPUT_FORMATS[name];
  return { keeps, ...(await load()) };
}
