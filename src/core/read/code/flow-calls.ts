import { type Imports, importsOf, resolved } from './imports.ts';
import { type Language, type Token, tokensOf } from './tokens.ts';

/** What code creates a flow with; each has its own way to a file of the flow. */
export type FlowMaker = 'cdk' | 'boto3' | 'javascript-sdk';

/** A call that creates a flow. */
export interface FlowCall {
  readonly maker: FlowMaker;
  readonly line: number;
}

/** The arguments of a call are looked at so far. */
const MAX_ARGUMENTS = 2000;

const MAX_CLIENT_ARGUMENTS = 60;

/** A chain of names is followed so far back. */
const MAX_CHAIN = 20;

/** Libraries of constructs that are no part of `aws-cdk-lib`. */
const CONSTRUCTS = /aws[-_]bedrock[-_]alpha|generative[-_]ai[-_]cdk[-_]constructs/;

/** A module or a name of Amazon Bedrock: other services have a `CfnFlow`, too. */
const BEDROCK = /(?:^|[./_-])bedrock(?:[./_-]|$)/i;

const SERVICE = 'bedrock-agent';

/** Says cheaply whether a program may create a flow. */
export function mayCreateFlow(text: string): boolean {
  return /CfnFlow|create_flow|[cC]reateFlow|AWS::Bedrock::Flow|bedrock[-_]alpha|generative[-_]ai[-_]cdk/.test(
    text,
  );
}

/** The calls of a program that create a flow. Comments, texts and other services count for nothing. */
export function flowCallsIn(text: string, language: Language): readonly FlowCall[] {
  const tokens = tokensOf(text, language);
  const imports = importsOf(tokens, language);
  const program: Program = {
    tokens,
    language,
    imports,
    clients: clientsIn(tokens),
    usesSdk:
      [...imports.values()].some((path) => path.includes('client-bedrock-agent')) ||
      tokens.some(({ kind, text: name }) => kind === 'name' && name === 'BedrockAgent'),
  };
  return tokens.flatMap(({ kind, line }, at) => {
    const isCall = kind === 'name' && isMark(tokens[at + 1], '(');
    const maker = isCall ? makerOf(program, at) : undefined;
    return maker === undefined ? [] : [{ maker, line }];
  });
}

interface Program {
  readonly tokens: readonly Token[];
  readonly language: Language;
  readonly imports: Imports;
  /** The names of variables that are boto3 clients of Agents for Amazon Bedrock. */
  readonly clients: ReadonlySet<string>;
  /** Whether it has a client of the AWS SDK for JavaScript, of either version. */
  readonly usesSdk: boolean;
}

function makerOf(program: Program, at: number): FlowMaker | undefined {
  const { tokens, language, imports } = program;
  const called = tokens[at]?.text;
  switch (called) {
    case 'CfnFlow':
    case 'Flow':
    case 'CfnResource':
    case 'CreateFlowCommand':
      break;
    case 'create_flow':
      return language === 'python' && isBotoCall(program, at) ? 'boto3' : undefined;
    case 'createFlow':
      return language === 'script' && isSdkCall(program, at) ? 'javascript-sdk' : undefined;
    default:
      // A name can be imported under another.
      if (called === undefined || !imports.has(called)) {
        return undefined;
      }
  }
  const { names, start } = chainAt(tokens, at);
  const before = tokens[start - 1]?.text;
  if (language === 'script' ? before !== 'new' : before === 'class' || before === 'def') {
    return undefined;
  }
  return constructed(resolved(names, imports), tokens, at);
}

/** @param path the class as its module has it: `aws-cdk-lib.aws_bedrock.CfnFlow`. */
function constructed(path: string, tokens: readonly Token[], at: number): FlowMaker | undefined {
  const end = path.lastIndexOf('.');
  const [home, name] = [path.slice(0, Math.max(0, end)), path.slice(end + 1)];
  switch (name) {
    case 'CfnFlow':
      return BEDROCK.test(home) ? 'cdk' : undefined;
    case 'Flow':
      return CONSTRUCTS.test(home) ? 'cdk' : undefined;
    case 'CfnResource':
      return hasType(argumentsAt(tokens, at)) ? 'cdk' : undefined;
    case 'CreateFlowCommand':
      return home.includes('client-bedrock-agent') ? 'javascript-sdk' : undefined;
    default:
      return undefined;
  }
}

/** `type: 'AWS::Bedrock::Flow'`, `type="AWS::Bedrock::Flow"`. */
function hasType(args: readonly Token[]): boolean {
  return args.some(
    ({ kind, text }, at) =>
      kind === 'string' &&
      text === 'AWS::Bedrock::Flow' &&
      (isMark(args[at - 1], ':') || isMark(args[at - 1], '=')) &&
      args[at - 2]?.text === 'type',
  );
}

/** A method of a client of Agents for Amazon Bedrock; other services have one of that name. */
function isBotoCall({ tokens, clients }: Program, at: number): boolean {
  if (!isMark(tokens[at - 1], '.')) {
    return false;
  }
  const receiver = tokens[at - 2];
  const isClient = isMark(receiver, ')')
    ? isClientCall(tokens, openOf(tokens, at - 2))
    : clients.has(receiver?.text ?? '');
  return isClient || hasRole(argumentsAt(tokens, at));
}

function isSdkCall({ tokens, usesSdk }: Program, at: number): boolean {
  return usesSdk && isMark(tokens[at - 1], '.') && hasRole(argumentsAt(tokens, at));
}

/** Flows of Amazon Bedrock alone are created with a role under this name. */
function hasRole(args: readonly Token[]): boolean {
  return args.some(
    ({ kind, text }, at) =>
      kind === 'name' &&
      text === 'executionRoleArn' &&
      [':', '=', ',', '}'].includes(args[at + 1]?.text ?? ''),
  );
}

/** The variables that are given a client: `x = boto3.client('bedrock-agent')`, `… as x`. */
function clientsIn(tokens: readonly Token[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== 'name' || text !== 'client' || !isClientCall(tokens, at + 1)) {
      continue;
    }
    const { start } = chainAt(tokens, at);
    const target = isMark(tokens[start - 1], '=') ? tokens[start - 2] : undefined;
    const end = at + 2 + argumentsAt(tokens, at, MAX_CLIENT_ARGUMENTS).length;
    const other = tokens[end + 1]?.text === 'as' ? tokens[end + 2] : undefined;
    for (const variable of [target, other]) {
      if (variable?.kind === 'name') {
        found.add(variable.text);
      }
    }
  }
  return found;
}

/** Whether a bracket opens the arguments of `client('bedrock-agent', …)`. */
function isClientCall(tokens: readonly Token[], open: number): boolean {
  if (tokens[open - 1]?.text !== 'client') {
    return false;
  }
  const args = argumentsAt(tokens, open - 1, MAX_CLIENT_ARGUMENTS);
  const isService = ({ kind, text }: Token, at: number) =>
    kind === 'string' && text === SERVICE && (at === 0 || args[at - 2]?.text === 'service_name');
  return args.some(isService);
}

interface Chain {
  /** `aws.bedrock.CfnFlow` in its parts; what is no name ends it. */
  readonly names: readonly string[];
  /** Where it begins. */
  readonly start: number;
}

function chainAt(tokens: readonly Token[], at: number): Chain {
  const names = [tokens[at]?.text ?? ''];
  let start = at;
  while (
    names.length < MAX_CHAIN &&
    isMark(tokens[start - 1], '.') &&
    tokens[start - 2]?.kind === 'name'
  ) {
    start -= 2;
    names.unshift(tokens[start]?.text ?? '');
  }
  return { names, start };
}

/** What stands between the brackets of a call. */
function argumentsAt(tokens: readonly Token[], at: number, most = MAX_ARGUMENTS): readonly Token[] {
  let depth = 0;
  for (let end = at + 1; end < Math.min(tokens.length, at + most); end += 1) {
    depth += isMark(tokens[end], '(') ? 1 : isMark(tokens[end], ')') ? -1 : 0;
    if (depth === 0) {
      return tokens.slice(at + 2, end);
    }
  }
  return tokens.slice(at + 2, at + most);
}

/** The bracket that one at the end of a call belongs to. */
function openOf(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let at = close; at > Math.max(0, close - MAX_ARGUMENTS); at -= 1) {
    depth += isMark(tokens[at], ')') ? 1 : isMark(tokens[at], '(') ? -1 : 0;
    if (depth === 0) {
      return at;
    }
  }
  return 0;
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'mark' && token.text === text;
}
