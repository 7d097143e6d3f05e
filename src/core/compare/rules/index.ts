import { assumedDefault } from './assumed-default.ts';
import { broadResourcePolicy, invalidResourcePolicy, missingResourcePolicy } from './attached.ts';
import { boundedPermission } from './bounded-permission.ts';
import { broadPermission } from './broad-permission.ts';
import { deniedPermission } from './denied-permission.ts';
import { excessPermission } from './excess-permission.ts';
import { invalidPermission } from './invalid-permission.ts';
import { latestVersion } from './latest-version.ts';
import { missingPermission, missingPrecaution, undecidedPermission } from './missing-permission.ts';
import { noDefinition } from './no-definition.ts';
import type { Rule } from './rule.ts';
import { broadTrust, excessTrust, invalidTrust, missingTrust } from './trust.ts';
import { unfollowedPolicy, unknownRole } from './unknown.ts';

/** Everything that is looked for, in the order in which it is told. */
export const RULES: readonly Rule[] = [
  unknownRole,
  missingTrust,
  missingPermission,
  deniedPermission,
  boundedPermission,
  missingResourcePolicy,
  invalidTrust,
  invalidPermission,
  invalidResourcePolicy,
  latestVersion,
  broadTrust,
  broadPermission,
  broadResourcePolicy,
  excessTrust,
  excessPermission,
  undecidedPermission,
  assumedDefault,
  missingPrecaution,
  unfollowedPolicy,
  noDefinition,
];
