import type { ComparedRole } from '../compare/compare.ts';
import type { Finding } from '../compare/finding.ts';
import { kindRow } from '../compare/finding-kinds.ts';
import type { FileChange, SourceFile } from '../file.ts';
import { inlineDocument, type LiveDocument, type LiveHome } from '../granted/live.ts';
import { quote } from '../write/aws-cli/shell.ts';
import { documentFiles, nameDocuments } from '../write/role-documents.ts';
import { type Fault, mend, type Proof } from './mend.ts';
import type { Draft, MendOptions } from './task.ts';

/** A document in AWS as it is and as it should be. */
export interface LiveChange extends FileChange {
  /** What somebody does to make it so, for people: a command of the AWS CLI where there is one. */
  readonly apply: string;
}

export interface CorrectedRole {
  /** Documents in AWS, which nothing here changes. */
  readonly live: readonly LiveChange[];
  /** Policies in files that were given beside the role. */
  readonly files: readonly FileChange[];
  /** Findings that no safe edit mends. */
  readonly left: readonly Finding[];
  /** Documents that are not handed out, since their correction did not hold. */
  readonly faults: readonly Fault[];
}

/**
 * Corrects the documents of a role in AWS, with the smallest edits, and the files that were given
 * beside it. A role without a policy that could be extended gets a new one. All of it is tried first.
 */
export async function correctLiveRole(
  { role, findings }: ComparedRole,
  documents: readonly LiveDocument[],
  files: readonly SourceFile[],
  options: MendOptions,
  proof: Proof,
): Promise<CorrectedRole> {
  const homes = new Map(documents.map((document) => [document.path, document.home]));
  const made = newPolicies(role, findings);
  const covered = new Set(made.flatMap(({ mends }) => mends));
  const open = findings.filter((finding) => !covered.has(finding));
  const { changes, left, faults } = await mend(
    [...files, ...documents],
    open,
    options,
    proof,
    made,
  );
  const applies = new Map(made.flatMap((one) => [...one.applies]));
  return {
    live: changes.flatMap((change) => {
      const home = homes.get(change.path);
      const apply = applies.get(change.path) ?? (home && howToApply(home, change));
      return apply === undefined ? [] : [{ ...change, apply }];
    }),
    files: changes.filter(({ path }) => !homes.has(path) && !applies.has(path)),
    left,
    faults,
  };
}

/** New policies, with what somebody does to bring each to AWS. */
interface NewPolicies extends Draft {
  readonly applies: ReadonlyMap<string, string>;
}

/** The policies of a role that has none which a statement could be added to. */
function newPolicies(
  role: ComparedRole['role'],
  findings: readonly Finding[],
): readonly NewPolicies[] {
  const mends = findings.filter(
    ({ kind, repair }) =>
      kindRow(kind).fix === 'always' && repair?.do === 'allow' && repair.policy === undefined,
  );
  const [documents] = nameDocuments([role]);
  if (mends.length === 0 || documents === undefined || role.plan.questions.length > 0) {
    return [];
  }
  const texts = new Map(documentFiles(documents).map(({ path, text }) => [path, text]));
  const made = documents.identity.map(({ policy: { name, kind }, path: file }) => {
    const { path, text } = inlineDocument(role.plan.roleName, name, texts.get(file) ?? '');
    const apply =
      kind === 'inline'
        ? putRolePolicy(role.plan.roleName, name, path)
        : `aws iam create-policy --policy-name ${quote(name)} --policy-document ${fileArgument(path)}, then attach-role-policy`;
    return { change: { path, before: '', after: text }, apply };
  });
  return [
    {
      changes: made.map(({ change }) => change),
      mends,
      inspect: () => undefined,
      applies: new Map(made.map(({ change, apply }) => [change.path, apply])),
    },
  ];
}

/** How a corrected document gets to AWS, once it is saved under the last part of its path. */
function howToApply(home: LiveHome, { path }: FileChange): string {
  const file = fileArgument(path);
  switch (home.kind) {
    case 'trust':
      return `aws iam update-assume-role-policy --role-name ${quote(home.role)} --policy-document ${file}`;
    case 'inline':
      return putRolePolicy(home.role, home.policy, path);
    case 'managed':
    case 'aws-managed':
    case 'boundary':
      return `aws iam create-policy-version --policy-arn ${quote(home.arn)} --set-as-default --policy-document ${file}${sharing(home.attachments)}`;
    case 'resource':
      return resourceCommand(home, file);
  }
}

function sharing(attachments: number): string {
  return attachments > 1
    ? ` (the policy is attached to ${attachments} users, groups and roles: what the others need was not looked at)`
    : '';
}

function resourceCommand(
  { service, resource }: Extract<LiveHome, { readonly kind: 'resource' }>,
  file: string,
): string {
  switch (service) {
    case 'lambda':
      return `by aws lambda remove-permission and add-permission on ${quote(resource)}: a function takes no whole policy`;
    case 'lex':
      return `aws lexv2-models update-resource-policy --resource-arn ${quote(resource)} --policy ${file}`;
    case 'kms':
      return `aws kms put-key-policy --key-id ${quote(resource)} --policy-name default --policy ${file}`;
  }
}

function putRolePolicy(role: string, policy: string, path: string): string {
  return `aws iam put-role-policy --role-name ${quote(role)} --policy-name ${quote(policy)} --policy-document ${fileArgument(path)}`;
}

function fileArgument(path: string): string {
  return quote(`file://${path.slice(path.lastIndexOf('/') + 1)}`);
}
