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

/** A node of a generated flow, as the API has it. */
export interface ApiNode {
  readonly name: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: each kind has a configuration of its own
  readonly configuration: any;
}

/** What a flow does not say about the resources that it uses, by the resource parts of their ARNs. */
export interface World {
  readonly account: string;
  readonly region: string;
  readonly models: Readonly<Record<string, readonly string[]>>;
  readonly keys: Readonly<Record<string, string>>;
  readonly guardrailProfiles: Readonly<Record<string, string>>;
}

/**
 * The calls that the role of a flow makes when the nodes run, without those that are precautions. This is a second, smaller telling of
 * the rules that the product implements, on purpose without anything of the product in it.
 */
export function callsOfNodes(nodes: readonly ApiNode[], world: World): readonly Call[] {
  return distinct(nodes.flatMap((node) => callsOfNode(node, world)));
}

function callsOfNode({ type, configuration }: ApiNode, world: World): readonly Call[] {
  const own = (resource: string) => `arn:aws:bedrock:${world.region}:${world.account}:${resource}`;
  const guardrail = (id: string | undefined) => (id === undefined ? [] : guarded(id, own, world));
  switch (type) {
    case 'Prompt': {
      const { sourceConfiguration, guardrailConfiguration } = configuration.prompt;
      const { inline, resource } = sourceConfiguration;
      const source = resource
        ? promptCalls(resource.promptArn, world)
        : modelCalls(inline.modelId, world);
      return [...source, ...guardrail(guardrailConfiguration?.guardrailIdentifier)];
    }
    case 'KnowledgeBase': {
      const { knowledgeBaseId, modelId, guardrailConfiguration, rerankingConfiguration } =
        configuration.knowledgeBase;
      const arn = own(`knowledge-base/${knowledgeBaseId}`);
      const reranker: string | undefined =
        rerankingConfiguration?.bedrockRerankingConfiguration.modelConfiguration.modelArn;
      return [
        role('bedrock:Retrieve', arn),
        ...keyCalls(arn, world),
        ...guardrail(guardrailConfiguration?.guardrailIdentifier),
        ...(modelId === undefined
          ? []
          : [role('bedrock:RetrieveAndGenerate', '*'), ...modelCalls(modelId, world)]),
        ...(modelId === undefined || reranker === undefined
          ? []
          : [role('bedrock:Rerank', '*'), ...modelCalls(reranker, world)]),
      ];
    }
    case 'Agent': {
      const { agentAliasArn } = configuration.agent;
      return [role('bedrock:InvokeAgent', agentAliasArn), ...keyCalls(agentAliasArn, world)];
    }
    case 'LambdaFunction':
      return [role('lambda:InvokeFunction', configuration.lambdaFunction.lambdaArn)];
    case 'Lex':
      return [role('lex:RecognizeUtterance', configuration.lex.botAliasArn)];
    case 'Retrieval':
      return objectCalls('s3:GetObject', configuration.retrieval, world);
    case 'Storage':
      return objectCalls('s3:PutObject', configuration.storage, world);
    case 'Loop':
      return callsOfNodes(configuration.loop.definition.nodes, world);
    default:
      return [];
  }
}

function role(action: string, resource: string, context: Call['context'] = {}): Call {
  return { principal: 'role', action, resource, context };
}

function guarded(id: string, own: (resource: string) => string, world: World): readonly Call[] {
  const arn = id.startsWith('arn:') ? id : own(`guardrail/${id}`);
  const profile = world.guardrailProfiles[resourceOf(arn)];
  return [
    role('bedrock:ApplyGuardrail', arn),
    ...keyCalls(arn, world),
    ...(profile === undefined
      ? []
      : [
          role('bedrock:ApplyGuardrail', own(`guardrail-profile/${profile}`)),
          role(
            'bedrock:ApplyGuardrail',
            own(`guardrail-profile/${profile}`).replace(world.region, 'us-west-2'),
          ),
        ]),
  ];
}

function promptCalls(arn: string, world: World): readonly Call[] {
  return [
    role('bedrock:RenderPrompt', arn),
    ...behind(arn, world).flatMap((model) => modelCalls(model, world)),
    ...keyCalls(arn, world),
  ];
}

function objectCalls(
  action: string,
  { serviceConfiguration }: { serviceConfiguration: { s3: { bucketName: string } } },
  world: World,
): readonly Call[] {
  const { bucketName } = serviceConfiguration.s3;
  const context = { 'aws:ResourceAccount': world.account };
  return [
    role(action, `arn:aws:s3:::${bucketName}/some/object`, context),
    ...keyCalls(`arn:aws:s3:::bucket/${bucketName}`, world).filter(
      (call) => action === 's3:PutObject' || call.action === 'kms:Decrypt',
    ),
  ];
}

function keyCalls(arn: string, { keys, region }: World): readonly Call[] {
  const key = keys[resourceOf(arn)];
  const told = encryptionContext(arn);
  const context = {
    'aws:ResourceAccount': key?.split(':')[4] ?? '',
    ...(told && { ...told, 'kms:ViaService': `bedrock.${region}.amazonaws.com` }),
  };
  const isRead = resourceOf(arn).startsWith('guardrail/');
  return key === undefined
    ? []
    : [
        role('kms:Decrypt', key, context),
        ...(isRead ? [] : [role('kms:GenerateDataKey', key, context)]),
      ];
}

/** What Amazon Bedrock says of a resource when it uses the key of it. */
function encryptionContext(arn: string): Call['context'] | undefined {
  const [, type, id] = /:(prompt|guardrail|agent-alias)\/([^:/]+)/.exec(arn) ?? [];
  const prefix = arn.split(':').slice(0, 5).join(':');
  switch (type) {
    case 'prompt':
      return { 'kms:EncryptionContext:aws:bedrock-prompts:arn': `${prefix}:prompt/${id}` };
    case 'guardrail':
      return { 'kms:EncryptionContext:aws:bedrock:guardrail-id': `${id}` };
    case 'agent-alias':
      return { 'kms:EncryptionContext:aws:bedrock:arn': `${prefix}:agent/${id}` };
    default:
      return undefined;
  }
}

/** The calls that invoke a model, whatever the form of its identifier. */
function modelCalls(model: string, world: World): readonly Call[] {
  if (model.startsWith('arn:aws:sagemaker:')) {
    return [
      role(
        'bedrock:InvokeModel',
        `arn:aws:bedrock:${world.region}:${world.account}:marketplace/model-endpoint/all-access`,
      ),
      role('sagemaker:InvokeEndpoint', model, {
        'aws:CalledViaLast': 'bedrock.amazonaws.com',
        'aws:ResourceAccount': world.account,
      }),
    ];
  }
  const arn = modelArn(model, world);
  const type = resourceOf(arn).split('/')[0] ?? '';
  const context = isGlobal(arn) ? { 'aws:RequestedRegion': world.region } : {};
  const reads = READS[type];
  return [
    role('bedrock:InvokeModel', arn, context),
    ...(reads === undefined ? [] : [role(reads, arn, context)]),
    ...(type.endsWith('prompt-router')
      ? behind(arn, world).flatMap((target) => routedCalls(arn, modelArn(target, world), world))
      : behindProfile(arn, [arn], world)),
  ];
}

const READS: Readonly<Record<string, string>> = {
  'provisioned-model': 'bedrock:GetProvisionedModelThroughput',
  'custom-model': 'bedrock:GetCustomModel',
  'imported-model': 'bedrock:GetImportedModel',
  'prompt-router': 'bedrock:GetPromptRouter',
  'default-prompt-router': 'bedrock:GetPromptRouter',
};

function routedCalls(router: string, target: string, world: World): readonly Call[] {
  return [
    role('bedrock:InvokeModel', target, { 'bedrock:PromptRouterArn': router }),
    ...behindProfile(target, [target], world),
  ];
}

/** The calls that reach the model behind a profile; whichever ARN stands for the profile then. */
function behindProfile(arn: string, names: readonly string[], world: World): readonly Call[] {
  const resource = resourceOf(arn);
  if (resource.startsWith('application-inference-profile/')) {
    return behind(arn, world).flatMap((model) => {
      const source = modelArn(model, world);
      return source.includes(':inference-profile/')
        ? behindProfile(source, [arn], world)
        : [role('bedrock:InvokeModel', source, { 'bedrock:InferenceProfileArn': arn })];
    });
  }
  if (!resource.startsWith('inference-profile/')) {
    return [];
  }
  const id = resource.replace(/^inference-profile\/[a-z-]+\./, '');
  const places = isGlobal(arn)
    ? [
        { region: world.region, context: { 'aws:RequestedRegion': world.region } },
        { region: '', context: { 'aws:RequestedRegion': 'unspecified' } },
      ]
    : [world.region, 'us-west-2'].map((region) => ({ region, context: {} }));
  return names.flatMap((name) =>
    places.map(({ region, context }) =>
      role('bedrock:InvokeModel', `arn:aws:bedrock:${region}::foundation-model/${id}`, {
        ...context,
        'bedrock:InferenceProfileArn': name,
      }),
    ),
  );
}

function modelArn(model: string, { region, account }: World): string {
  if (model.startsWith('arn:')) {
    return model;
  }
  return /^(?:us|eu|global)\./.test(model)
    ? `arn:aws:bedrock:${region}:${account}:inference-profile/${model}`
    : `arn:aws:bedrock:${region}::foundation-model/${model}`;
}

function behind(arn: string, { models }: World): readonly string[] {
  return models[resourceOf(arn)] ?? [];
}

function isGlobal(arn: string): boolean {
  return arn.includes(':inference-profile/global.');
}

function resourceOf(arn: string): string {
  return arn.split(':').slice(5).join(':');
}
