import type { PageSource } from './source.ts';

export const QUOTAS_SOURCE: PageSource = {
  title: 'IAM quotas',
  page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  read: '2026-11-25',
};

/** The sizes IAM allows, in characters without white space, and how many policies a role can have. */
export const LIMITS = {
  inlinePoliciesOfRole: 10_240,
  managedPolicy: 6_144,
  trustPolicy: 2_048,
  /** As long as nobody asked for more; 25 are the most there can be. */
  managedPoliciesOfRole: 20,
} as const;
