import { awsCli } from './aws-cli/aws-cli.ts';
import type { OutputFormat } from './format.ts';
import { json } from './json.ts';

/** The forms in which roles can be written; what needs a YAML writer is loaded when it is asked for. */
const OUTPUT_FORMATS = {
  json: async (): Promise<OutputFormat> => json,
  cloudformation: async (): Promise<OutputFormat> =>
    (await import('./cloudformation/cloudformation.ts')).cloudFormation,
  'aws-cli': async (): Promise<OutputFormat> => awsCli,
} as const;

export type OutputFormatName = keyof typeof OUTPUT_FORMATS;

export const OUTPUT_FORMAT_NAMES = Object.keys(OUTPUT_FORMATS) as readonly OutputFormatName[];

/** Loads an output format by its name. */
export function outputFormat(name: OutputFormatName): Promise<OutputFormat> {
  return OUTPUT_FORMATS[name]();
}
