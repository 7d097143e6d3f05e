import { hasForm } from '../template/forms.ts';

/** Where the workflow that checks pull requests is written. */
export const WORKFLOW_NAME = '.github/workflows/flow-role.yml';

interface WorkflowFacts {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** Nothing but an id or a code is written into a workflow, where GitHub reads expressions. */
function isFormed(value: string | undefined, form: 'account' | 'region'): value is string {
  return value !== undefined && hasForm(value, form);
}

/**
 * A GitHub workflow that reviews pull requests and obeys `/flow-role apply`.
 *
 * @param facts the account and the Region of flows whose files do not say them, where they are known.
 */
export function workflowText({ account, region }: WorkflowFacts): string {
  const inputs = [
    ...(isFormed(account, 'account') ? [`account-id: '${account}'`] : []),
    ...(isFormed(region, 'region') ? [`region: ${region}`] : []),
  ];
  return [
    '# Reviews pull requests from branches of this repository, and obeys /flow-role apply.',
    'name: Flow roles',
    'on:',
    '  pull_request:',
    '  issue_comment:',
    '    types: [created]',
    '  pull_request_review_comment: # answers in the threads of the review',
    '    types: [created]',
    'permissions:',
    '  contents: write # to commit on /flow-role apply and to resolve threads; else read is enough',
    '  pull-requests: write # to comment',
    'concurrency: # a newer push ends the check of the one before, so that no two comment at once',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: workflows write it so
    '  group: ${{ github.workflow }}-${{ github.event.comment.id || github.event.pull_request.number }}',
    '  cancel-in-progress: true',
    'jobs:',
    '  roles:',
    "    if: github.event_name == 'pull_request' || startsWith(github.event.comment.body, '/flow-role')",
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: flow-role-wizard/flow-role-wizard@v1',
    ...(inputs.length === 0 ? [] : ['        with:', ...inputs.map((line) => `          ${line}`)]),
    '',
  ].join('\n');
}
