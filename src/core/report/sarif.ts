import type { Finding } from '../compare/finding.ts';
import { kindRow } from '../compare/finding-kinds.ts';
import { Lines } from '../document/lines.ts';
import type { FileChange } from '../file.ts';
import type { Place } from '../place.ts';
import { printable, printableJson } from '../printable.ts';
import type { Problem } from '../problem.ts';
import { changedPart } from './changed-part.ts';
import { type ChangeOf, changesIn } from './finding-change.ts';
import { fingerprints } from './fingerprint.ts';
import type { ReportFormat, ReportInput } from './report.ts';
import { uriOf } from './uri.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * SARIF 2.1.0, as code scanning of GitHub reads it.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const reportSarif: ReportFormat = ({
  findings,
  rules,
  files,
  version,
  problems = [],
  data,
}) => {
  const names = fingerprints(findings);
  const changeOf = changesIn(files);
  return `${printableJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'flow-role-wizard',
            semanticVersion: version,
            rules: rules.map(ruleSarif),
            ...(data && { properties: { data } }),
          },
        },
        columnKind: 'utf16CodeUnits',
        ...(problems.length > 0 && { invocations: [invocation(problems)] }),
        results: findings.map((finding, at) =>
          resultSarif(finding, names[at] ?? '', rules, changeOf),
        ),
      },
    ],
  })}\n`;
};

/** What could not be read is told beside the results, which are not all there may be. */
function invocation(problems: readonly Problem[]): unknown {
  return {
    executionSuccessful: false,
    toolExecutionNotifications: problems.map(({ place, found, expected }) => ({
      level: 'error',
      message: messageSarif(`Found ${found}; expected ${expected}.`),
      locations: [location(place)],
    })),
  };
}

function ruleSarif({
  id,
  kind,
  title,
  help,
  documentation,
}: ReportInput['rules'][number]): unknown {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: `${help}\n\n${documentation}`, markdown: `${help}\n\n[AWS](${documentation})` },
    helpUri: documentation,
    defaultConfiguration: { level: kindRow(kind).severity },
    properties: { tags: ['security', 'iam', kind] },
  };
}

function resultSarif(
  finding: Finding,
  fingerprint: string,
  rules: ReportInput['rules'],
  changeOf: ChangeOf,
): unknown {
  const { rule, kind, why, place, reasons } = finding;
  const ruleIndex = rules.findIndex(({ id }) => id === rule);
  const change = changeOf(finding);
  return {
    ruleId: rule,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: kindRow(kind).severity,
    message: messageSarif(why),
    locations: [location(place)],
    ...(reasons.length > 0 && {
      relatedLocations: reasons.map((reason, id) => ({
        ...location(reason.place),
        id,
        message: messageSarif(
          `${reason.node === undefined ? `Flow "${reason.flow}"` : `Node "${reason.node}"`} ${reason.why}.`,
        ),
      })),
    }),
    partialFingerprints: { 'flowRole/v1': fingerprint },
    ...(change !== undefined && { fixes: [fix(change)] }),
  };
}

function location({ file, line, column }: Place) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: { startLine: line, startColumn: column },
    },
  };
}

/** Text of strangers in a message is cut here. */
const MOST_IN_MESSAGE = 4000;

/**
 * A message that is nothing but text: in SARIF, `[text](target)` would be a link (3.11.6), and `{0}`
 * a place for an argument (3.11.5).
 */
function messageSarif(text: string) {
  return {
    text: printable(text, MOST_IN_MESSAGE)
      .replace(/[[\]\\]/g, '\\$&')
      .replace(/\{(\d+)\}/g, '{{$1}}'),
  };
}

/** One replacement, of what lies between the ends that stay the same. */
function fix({ path, before, after }: FileChange): unknown {
  const { start, endBefore, endAfter } = changedPart(before, after);
  const lines = new Lines(path, before);
  const from = lines.placeAt(start);
  const to = lines.placeAt(endBefore);
  const text = after.slice(start, endAfter);
  return {
    description: { text: 'Mend the policy.' },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(path) },
        replacements: [
          {
            deletedRegion: {
              startLine: from.line,
              startColumn: from.column,
              endLine: to.line,
              endColumn: to.column,
            },
            ...(text !== '' && { insertedContent: { text } }),
          },
        ],
      },
    ],
  };
}
