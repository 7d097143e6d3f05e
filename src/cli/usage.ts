import { OUTPUT_FORMAT_NAMES } from '../core/write/index.ts';

/** The exit codes that all commands share. */
export const EXIT = { ok: 0, open: 1, bad: 2, left: 130 } as const;

/** Arguments or inputs that cannot be used; the message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `Usage: flow-role-wizard [FILES...]
       flow-role-wizard generate FILES... [options]
       flow-role-wizard check FILES... [options]
       flow-role-wizard fix FILES... [options]

Writes the IAM role that Amazon Bedrock flows need: trust policy, identity-based policies and
resource-based policies. Without a command it asks for everything in the terminal. FILES are flow
definitions (JSON), CloudFormation templates (TEMPLATE#LogicalId for one of its flows), directories,
globs, or - for standard input.

check compares what the flows need with what their roles have: in the same template, in the files
named with --policy, or beside a flow under the names that generate --out gives them. fix mends those
files with the smallest edits.

Options of generate:
  --format NAME        ${OUTPUT_FORMAT_NAMES.join(', ')} (default json)
  --out DIR            write files into DIR instead of printing
  --force              let --out replace files that have other contents
  --account ID         the AWS account the flow runs in
  --region CODE        the AWS Region the flow runs in (default: AWS_REGION, AWS_DEFAULT_REGION)
  --partition NAME     the AWS partition (default: that of the Region)
  --flow-id ID         the id of the flow, once it exists: the trust policy then names it alone
  --answer KEY=VALUE   answer an open question; may be repeated
  --allow-unresolved   write policies even while questions are open, marked as <KEY>
  --pin-regions        name the Regions behind a geographic inference profile, instead of all
                       Regions through that profile
  --quiet              print nothing but results and errors
  --no-color           print without colours (also: NO_COLOR)
  -h, --help           show this text
  -v, --version        show the version

Options of check and fix: --account, --region, --partition, --flow-id, --answer, --quiet and
--no-color as above, and
  --policy FILE        a policy of the role in JSON; may be repeated
  --format NAME        text or json (check; default text)
  --fail-on WHAT       exit with 1 for: missing, excess (missing, without effect, too broad or left
                       over), any, never (check; default missing)
  --prune              take out what no node needs as well (fix)
  --narrow             narrow what is too broad as well (fix)
  --dry-run            print the changes as a diff and write nothing (fix)

Exit codes: 0 done; 1 questions are open, or findings; 2 bad usage or input.
`;
