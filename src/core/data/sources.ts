import { AGENTS_SOURCE } from './agents.ts';
import { FLOW_REGIONS_SOURCE } from './flow-regions.ts';
import { FLOWS_PAGE_SOURCE } from './flows-page.ts';
import { GEOGRAPHIES_SOURCE } from './geographies.ts';
import { GUARDRAIL_GEOGRAPHIES_SOURCE } from './guardrail-geographies.ts';
import { MODEL_LIFECYCLE_SOURCE } from './model-lifecycle.ts';
import { PROVIDERS_SOURCE } from './providers.ts';
import { QUOTAS_SOURCE } from './quotas.ts';
import type { PageSource } from './source.ts';

/** The pages of all tables that are kept by hand. */
export const PAGE_SOURCES: readonly PageSource[] = [
  AGENTS_SOURCE,
  FLOWS_PAGE_SOURCE,
  FLOW_REGIONS_SOURCE,
  GEOGRAPHIES_SOURCE,
  GUARDRAIL_GEOGRAPHIES_SOURCE,
  MODEL_LIFECYCLE_SOURCE,
  PROVIDERS_SOURCE,
  QUOTAS_SOURCE,
];
