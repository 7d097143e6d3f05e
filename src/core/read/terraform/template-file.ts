import { type Part, type Template, template } from '../../template/template.ts';
import { get, mapStrings, type Value } from '../value.ts';

/** Puts the variables of `templatefile` into the strings of a file: `${name}` stands for each. */
export function fillTemplate(value: Value, variables: Value | undefined): Value {
  return mapStrings(value, (text) => filled(text, variables));
}

function filled(value: Template, variables: Value | undefined): Template {
  return template(
    ...value.flatMap((segment): readonly Part[] => {
      if (segment.kind !== 'text') {
        return [segment];
      }
      const parts: Part[] = [];
      let end = 0;
      for (const match of segment.text.matchAll(/\$\{([^{}]+)\}/g)) {
        const known = get(variables, (match[1] ?? '').trim());
        if (known?.kind === 'scalar') {
          parts.push(segment.text.slice(end, match.index), known.template);
          end = match.index + match[0].length;
        }
      }
      return [...parts, segment.text.slice(end)];
    }),
  );
}
