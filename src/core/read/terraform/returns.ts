import { type ResourceForms, renamedForms, TYPE_FORMS } from '../../arn/resource-forms.ts';
import { AWS_PROVIDER_FORMS, DATA_SOURCE_FORMS } from '../../data/terraform-forms.ts';

/** The name that the provider awscc gives a type of CloudFormation. */
function awsccType(type: string): string {
  const [, service = '', name = ''] = type.split('::');
  return `awscc_${service.toLowerCase()}_${snakeCase(name)}`;
}

/** `AgentAliasArn` → `agent_alias_arn`. */
function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])([A-Z])/g, '_$1').toLowerCase();
}

/** The provider awscc has an `id` of its own, which is what `Ref` gives. */
function awsccForms(type: string, forms: ResourceForms): ResourceForms {
  const ownId = `${snakeCase(type.split('::').at(-1) ?? '')}_id`;
  const renamed = renamedForms(forms, (name) =>
    name === 'Ref' ? 'id' : name === 'Id' ? ownId : snakeCase(name),
  );
  // Some versions call it so.
  return Object.hasOwn(forms, 'Id') ? { ...renamed, aws_id: `{${ownId}}` } : renamed;
}

const FORMS: Readonly<Record<string, ResourceForms>> = {
  ...AWS_PROVIDER_FORMS,
  ...Object.fromEntries(
    Object.entries(TYPE_FORMS)
      .filter(([type]) => !type.startsWith('AWS::Serverless::'))
      .map(([type, forms]) => [awsccType(type), awsccForms(type, forms)]),
  ),
};

/**
 * The forms of what a resource or a data source gives, by attribute; undefined for other types. A
 * value that a policy needs is built differently from an id than from an ARN.
 */
export function formsOf(type: string, isData: boolean): ResourceForms | undefined {
  const tables = isData ? [DATA_SOURCE_FORMS, FORMS] : [FORMS];
  const table = tables.find((each) => Object.hasOwn(each, type));
  return table?.[type];
}
