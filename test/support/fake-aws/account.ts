/** What stands in an account. */
export interface State {
  readonly account: string;
  readonly roles: Record<string, Role>;
  readonly policies: Record<string, ManagedPolicy>;
  /** The statements in the policy of each function, by alias or version; '' is the function itself. */
  readonly functions: Record<string, Record<string, Statement[]>>;
  /** The statements in the policy of each bot alias. */
  readonly bots: Record<string, Statement[]>;
  readonly keys: Record<string, Policy>;
}

export interface Role {
  readonly Arn: string;
  trust: Policy;
  inline: Readonly<Record<string, Policy>>;
  attached: readonly string[];
  /** The ARN of the policy that bounds it. */
  boundary?: string;
}

export interface ManagedPolicy {
  next: number;
  /** The latest first, as IAM lists them. */
  versions: PolicyVersion[];
}

export interface PolicyVersion {
  readonly VersionId: string;
  IsDefaultVersion: boolean;
  readonly document: Policy;
}

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

type Texts = string | readonly string[];

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: Readonly<Record<string, Texts>>;
  readonly Action: Texts;
  readonly Resource?: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}
