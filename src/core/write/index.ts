import type { OutputFormat } from './format.ts';
import { json } from './json.ts';

/** The forms in which roles can be written; all but the default are loaded when they are asked for. */
const OUTPUT_FORMATS = {
  json: async (): Promise<OutputFormat> => json,
  cloudformation: async (): Promise<OutputFormat> =>
    (await import('./cloudformation/cloudformation.ts')).cloudFormation,
  'aws-cli': async (): Promise<OutputFormat> => (await import('./aws-cli/aws-cli.ts')).awsCli,
} as const;

export type OutputFormatName = keyof typeof OUTPUT_FORMATS;

export const OUTPUT_FORMAT_NAMES = Object.keys(OUTPUT_FORMATS) as readonly OutputFormatName[];

/** Loads an output format by its name. */
export function outputFormat(name: OutputFormatName): Promise<OutputFormat> {
  return OUTPUT_FORMATS[name]();
}
