import { OUTPUT_FORMAT_NAMES } from '../core/write/index.ts';

/** The exit codes that all commands share. */
export const EXIT = { ok: 0, open: 1, bad: 2, left: 130 } as const;

/** Arguments or inputs that cannot be used; the message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Usage: flow-role-wizard [FILES...]
       flow-role-wizard generate [FILES...] [options]
       flow-role-wizard check [FILES...] [options]
       flow-role-wizard fix [FILES...] [options]
       flow-role-wizard explain [FILES...] [options]

Writes the IAM role that Amazon Bedrock flows need: trust policy, identity-based policies and
resource-based policies. Without a command it asks for everything in the terminal.

  generate   writes the policies
  check      compares what a role has with what its flows need
  fix        mends the policies in their files, with the smallest edits
  explain    says why each statement is there

FILES are flow definitions (JSON), CloudFormation templates, Terraform files and plans (FILE#NAME for
one of its flows), directories, globs, or - for standard input. Without FILES the flows of the
configuration are taken.

Options of the wizard: --account, --region, --partition and --no-color as below, and
  --profile NAME       the AWS profile to ask for the account and the Region
  --accessible         plain numbered questions, for screen readers (also: ACCESSIBLE)

Options of all commands:
  --account ID         the AWS account the flow runs in
  --region CODE        the AWS Region the flow runs in (default: AWS_REGION, AWS_DEFAULT_REGION)
  --partition NAME     the AWS partition (default: that of the Region)
  --config FILE        which flows have which role (default: .flow-role.yml, if it is there)
  --no-config          read no configuration
  --flow-id ID         the id of the flow, once it exists: the trust policy then names it alone
  --answer KEY=VALUE   answer an open question; may be repeated
  --pin-regions        name the Regions behind a geographic inference profile, instead of all
                       Regions through that profile
  --quiet              print nothing but results and errors
  --no-color           print without colours (also: NO_COLOR)
  -h, --help           show this text
  -v, --version        show the version; with --verbose also where the AWS data is from, and its age

generate:
  --format NAME        ${OUTPUT_FORMAT_NAMES.join(', ')} (default json)
  --out DIR            write files into DIR instead of printing
  --force              let --out replace files that have other contents
  --allow-unresolved   write policies even while questions are open, marked as <KEY>

check and fix:
  --policy FILE        a policy that the role has, in JSON, or a template with the role (FILE#ROLE for
                       one of several); may be repeated. Those of the flow's own template, of the
                       configuration, and beside a flow under the names of generate --out are found
                       without it
  --role NAME          compare with this role as it is in AWS: read with the credentials of other AWS
                       tools, never changed. It counts for all flows that are named; policies in
                       files count only with --policy. fix prints what the role should have
  --profile NAME       the AWS profile to read the role with

check:
  --format NAME        text, json, markdown, sarif (default text)
  --fail-on LEVEL      end with 1 for findings: missing, excess (also broad and invalid), any, never
                       (default missing)

fix:
  --prune              also take out what no node needs
  --narrow             also narrow what is too broad
  --dry-run            print the changes as a diff, write nothing

explain:
  --format NAME        text, json, markdown (default text)
  --node NAME          only what this node causes

Exit codes: 0 done; 1 questions or findings are open; 2 bad usage or input.
`;
