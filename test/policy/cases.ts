import { readdirSync, readFileSync } from 'node:fs';
import { type Call, type CallSpec, expandCalls, samplesOf } from '../support/calls.ts';
import { accountOf, type GeneratedRole, generateRoles } from '../support/evaluator.ts';

const FIXTURES = new URL('fixtures/', import.meta.url);
const SPEC = 'calls.json';

/** What a fixture's `calls.json` says, written by hand from the documentation of AWS. */
interface CaseSpec {
  /** What the case is about, in a sentence. */
  readonly about: string;
  /** The flow's ARN, which also gives account and Region; `flow/*` while the flow has no id. */
  readonly flow: string | readonly string[];
  /** The role's ARN; any, where no policy names the role. */
  readonly role?: string;
  /** Whether account, Region and flow id are handed in; false where the file says them. */
  readonly given?: boolean;
  readonly pinRegions?: boolean;
  readonly answers?: Readonly<Record<string, string>>;
  /** Every call that the flow makes or that is made for it. */
  readonly calls: readonly CallSpec[];
  /** Calls that must fail beyond those that near misses find. */
  readonly denied?: readonly CallSpec[];
}

/** A flow, the calls that its run makes, and the role that is generated for it. */
export interface Case {
  readonly role: GeneratedRole;
  readonly roleArn: string;
  /** The calls, with `*` where any text must do. */
  readonly patterns: readonly Call[];
  /** The calls with texts in place of `*`. */
  readonly calls: readonly Call[];
  readonly denied: readonly Call[];
}

/** The cases by name, with what each is about. */
export const CASES = readdirSync(FIXTURES)
  .sort()
  .map((name) => ({ name, about: specOf(name).about }));

/** Reads a case and generates its role. */
export async function readCase(name: string): Promise<Case> {
  const folder = new URL(`${name}/`, FIXTURES);
  const read = (path: string) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') });
  const spec = specOf(name);
  const files = readdirSync(folder).filter((path) => path !== SPEC);
  const [flow = '', ...others] = [spec.flow].flat();
  const [role, ...rest] = await generateRoles(files.sort().map(read), optionsOf(spec, flow));
  if (role === undefined || rest.length > 0) {
    throw new Error(`${name} does not have one role`);
  }
  const [, partition] = flow.split(':');
  const roleArn =
    spec.role ?? `arn:${partition}:iam::${accountOf(flow)}:role/service-role/flow-role`;
  const patterns = [
    ...[flow, ...others].map((arn) => assumeRole(arn, roleArn)),
    ...spec.calls.flatMap(expandCalls),
  ];
  return {
    role,
    roleArn,
    patterns,
    calls: patterns.flatMap(samplesOf),
    denied: (spec.denied ?? []).flatMap(expandCalls),
  };
}

function specOf(name: string): CaseSpec {
  return JSON.parse(readFileSync(new URL(`${name}/${SPEC}`, FIXTURES), 'utf8'));
}

function optionsOf({ given = true, answers = {}, pinRegions = false }: CaseSpec, flow: string) {
  const [, , , region = '', account = '', resource = ''] = flow.split(':');
  const id = resource.slice('flow/'.length);
  return {
    checked: true,
    pinRegions,
    answers: { ...answers, ...(given && id !== '*' && { 'flow-id': id }) },
    ...(given && { account, region }),
  };
}

/** The call with which every run begins. */
function assumeRole(flow: string, roleArn: string): Call {
  return {
    principal: 'bedrock',
    action: 'sts:AssumeRole',
    resource: roleArn,
    context: { 'aws:SourceAccount': accountOf(flow), 'aws:SourceArn': flow },
  };
}
