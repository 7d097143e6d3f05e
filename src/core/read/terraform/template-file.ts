import type { Budget } from '../../document/budget.ts';
import { get, mapStrings, type Value } from '../../document/value.ts';
import type { Place } from '../../place.ts';
import { type Part, type Template, templateOf, textLength } from '../../template/template.ts';

/** Puts the variables of `templatefile` into the strings of a file: `${name}` stands for each. */
export function fillTemplate(value: Value, variables: Value | undefined, budget: Budget): Value {
  return mapStrings(value, (text, place) => filled(text, variables, budget, place));
}

function filled(
  value: Template,
  variables: Value | undefined,
  budget: Budget,
  place: Place,
): Template {
  return templateOf(
    value.flatMap((segment): readonly Part[] => {
      if (segment.kind !== 'text') {
        return [segment];
      }
      const parts: Part[] = [];
      let end = 0;
      for (const match of segment.text.matchAll(/\$\{([^{}]+)\}/g)) {
        const known = get(variables, (match[1] ?? '').trim());
        if (known?.kind === 'scalar') {
          budget.spend('text', textLength(known.template), place);
          parts.push(segment.text.slice(end, match.index), known.template);
          end = match.index + match[0].length;
        }
      }
      return [...parts, segment.text.slice(end)];
    }),
  );
}
