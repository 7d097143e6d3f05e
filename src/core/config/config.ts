import type { Place } from '../place.ts';

/** What `.flow-role.yml` says: which flows have which role, and what their files do not say. */
export interface Config {
  readonly path: string;
  readonly roles: readonly RoleConfig[];
}

export interface RoleConfig {
  /** The name of the role. */
  readonly name: string;
  /** Globs of flow files, relative to the configuration file. */
  readonly flows: readonly string[];
  readonly account?: PlacedText;
  readonly region?: PlacedText;
  /** Files of identity-based and resource-based policies that the role has. */
  readonly policies: readonly string[];
  /** The file of its trust policy. */
  readonly trust?: string;
  /** Answers by question key, as `--answer` gives them. */
  readonly answers: ReadonlyMap<string, string>;
  /** Where each answer stands. */
  readonly answerPlaces: ReadonlyMap<string, Place>;
  readonly place: Place;
}

export interface PlacedText {
  readonly text: string;
  readonly place: Place;
}

/** The name under which the configuration is written. */
export const CONFIG_NAME = '.flow-role.yml';

/** The names under which it is looked for. */
export const CONFIG_NAMES: readonly string[] = [CONFIG_NAME, '.flow-role.yaml'];
