import type { Question } from './question.ts';
import type { DeploymentPart } from './reference.ts';
import { mapText, type Segment, type Template, template } from './template.ts';

/** What a placeholder stands for: the name inside its markers, and its text as written. */
export interface Placeholder {
  /** Empty where the text names nothing. */
  readonly name: string;
  readonly text: string;
}

/** `$$NAME`, `${NAME}`, `{{ NAME }}`, `<NAME>`, `%%NAME%%`, `[[NAME]]` and `@@NAME@@`. */
const MARKED =
  /\$\$\{?([A-Za-z_][\w.-]{0,127})\}?|\$\{([^{}]{1,128})\}|\{\{([^{}]{1,128})\}\}|<([^<>]{1,128})>|%%?([A-Za-z_]\w{0,127})%%?|\[\[?([A-Za-z_][\w -]{0,127})\]\]?|@@?([A-Za-z_]\w{0,127})@@?/g;

/** Words that ask for a name, standing alone or between the separators of an ARN. */
const BARE =
  /(?<![^:/])(?:[Yy][Oo][Uu][Rr][-_ ][\w -]{1,100}|(?:REPLACE|CHANGE|INSERT|ENTER)(?:_[A-Z0-9]+){1,8}|(?:FIXME|TODO|PLACEHOLDER)(?:_[A-Z0-9]+){1,8})(?![^:/])/g;

/** Words that stand for anything: `string` is what skeletons of requests hold. */
const EMPTY_WORDS =
  /(?<![^:/])(?:[Ss]tring|[Tt]odo|TODO|[Ff]ixme|FIXME|[Pp]laceholder|PLACEHOLDER|(?:[Rr]eplace|REPLACE|[Cc]hange|CHANGE)[-_]?(?:[Mm]e|ME|[Tt]his|THIS)|x{4,32}|X{4,32})(?![^:/])/g;

/** UPPER_SNAKE words between the separators of an ARN: placeholders only where no value can look so. */
const SNAKE = /(?<![^:/])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){1,8}|REGION|ACCOUNT|PARTITION)(?![^:/])/g;

/**
 * Replaces everything in the literal text of a value that is plainly a placeholder by an open
 * question, or by the deployment's own account, Region or partition where the name says so.
 */
export function markPlaceholders(
  value: Template,
  ask: (placeholder: Placeholder) => Question,
): Template {
  const named = [MARKED, BARE].reduce(
    (marked, pattern) => mapText(marked, (text) => mark(text, pattern, ask)),
    value,
  );
  return mapText(named, (text) =>
    mark(text, EMPTY_WORDS, (placeholder) => ask({ ...placeholder, name: '' })),
  );
}

/** Does the same for UPPER_SNAKE words; for values that do not have the form they should have. */
export function markSnakeWords(
  value: Template,
  ask: (placeholder: Placeholder) => Question,
): Template {
  return mapText(value, (text) => mark(text, SNAKE, ask));
}

function mark(
  text: string,
  pattern: RegExp,
  ask: (placeholder: Placeholder) => Question,
): Template {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const name = (match.slice(1).find((group) => group !== undefined) ?? match[0]).trim();
    segments.push({ kind: 'text', text: text.slice(end, match.index) });
    const part = deploymentPartNamed(name);
    segments.push(
      part === undefined
        ? { kind: 'open', question: ask({ name, text: match[0] }) }
        : { kind: 'reference', reference: { kind: 'deployment', part } },
    );
    end = match.index + match[0].length;
  }
  segments.push({ kind: 'text', text: text.slice(end) });
  return template(segments);
}

/** `YOUR_ACCOUNT_ID`, `AWS::AccountId`, `aws_region` and their like mean the deployment's own. */
function deploymentPartNamed(name: string): DeploymentPart | undefined {
  const core = name
    .replace(/[^A-Za-z]/g, '')
    .toUpperCase()
    .replace(/^(?:YOUR|MY|THE)?(?:AWS|CURRENT)?/, '');
  switch (core) {
    case 'ACCOUNT':
    case 'ACCOUNTID':
    case 'ACCOUNTNUMBER':
      return 'account';
    case 'REGION':
    case 'REGIONNAME':
    case 'DEFAULTREGION':
      return 'region';
    case 'PARTITION':
      return 'partition';
    default:
      return undefined;
  }
}
