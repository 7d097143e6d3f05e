import { type ResourceForms, sampleOf, TYPE_FORMS } from '../../arn/resource-forms.ts';

/** What `Ref` and `Fn::GetAtt` of a resource type give, as an example of the form. */
interface Returns {
  readonly ref?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The return values of the resource types that flows refer to. A value that a policy needs is
 * built differently from an id than from an ARN, so the form must be known.
 */
export const RETURNS: Readonly<Record<string, Returns>> = Object.fromEntries(
  Object.entries(TYPE_FORMS).map(([type, forms]) => [type, returnsOf(forms)]),
);

function returnsOf(forms: ResourceForms): Returns {
  const { Ref: ref, ...attributes } = Object.fromEntries(
    Object.entries(forms).map(([name, form]) => [name, sampleOf(form)]),
  );
  return { ...(ref !== undefined && { ref }), attributes };
}
