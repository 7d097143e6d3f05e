/** One request as IAM sees it, or a pattern of requests in which `*` stands for any text. */
export interface Call {
  /** `role`: the flow's role; `bedrock`: the service itself; else a service's name or a role's ARN. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Calls as fixtures write them: lists stand for all combinations. */
export interface CallSpec {
  readonly principal: 'role' | 'bedrock';
  readonly action: string | readonly string[];
  readonly resource: string | readonly string[];
  readonly context?: Readonly<Record<string, string>>;
}

/** The single calls that a fixture's entry stands for. */
export function expandCalls({
  principal,
  action,
  resource,
  context = {},
}: CallSpec): readonly Call[] {
  return [action].flat().flatMap((oneAction) =>
    [resource].flat().map((oneResource) => ({
      principal,
      action: oneAction,
      resource: oneResource,
      context,
    })),
  );
}

const SAMPLES = [
  { region: 'us-east-1', flow: 'FLOW123456', object: 'reports/2025/may.json' },
  { region: 'ap-southeast-4', flow: 'FLOW654321', object: 'x' },
] as const;

/** Requests that fit a pattern; `*` as the whole resource is what IAM itself says for no resource. */
export function samplesOf(call: Call): readonly Call[] {
  const samples = SAMPLES.map(({ region, flow, object }) => {
    const fill = (text: string) =>
      text === '*'
        ? text
        : text
            .replace(':*:', `:${region}:`)
            .replace(':flow/*', `:flow/${flow}`)
            .replace('/*', `/${object}`);
    return {
      ...call,
      resource: fill(call.resource),
      context: Object.fromEntries(
        Object.entries(call.context).map(([key, text]) => [key, fill(text)]),
      ),
    };
  });
  return distinct(samples);
}

/** Calls without those that stand twice. */
export function distinct(calls: readonly Call[]): readonly Call[] {
  return [...new Map(calls.map((call) => [showCall(call), call])).values()];
}

/** Whether one of the patterns stands for a call; a call may tell more of its context than they ask. */
export function isAmong(call: Call, patterns: readonly Call[]): boolean {
  return patterns.some(
    (pattern) =>
      pattern.principal === call.principal &&
      pattern.action === call.action &&
      matches(pattern.resource, call.resource) &&
      Object.entries(pattern.context).every(
        ([key, value]) => call.context[key] !== undefined && matches(value, call.context[key]),
      ),
  );
}

/** Whether a text fits a pattern in which `*` stands for any text. */
export function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split('*').map((piece) => piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(text);
}

export function showCall({ principal, action, resource, context }: Call): string {
  const shown = Object.entries(context).map(([key, value]) => `${key}=${value}`);
  return `${principal}: ${action} on ${resource}${shown.length > 0 ? ` with ${shown.join(', ')}` : ''}`;
}
