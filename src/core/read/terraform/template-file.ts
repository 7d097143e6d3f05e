import { type Part, type Template, template } from '../../template/template.ts';
import { type Entry, get, type Value } from '../value.ts';

/** Puts the variables of `templatefile` into the strings of a file: `${name}` stands for each. */
export function fillTemplate(value: Value, variables: Value | undefined): Value {
  switch (value.kind) {
    case 'scalar':
      return value.type === 'string'
        ? { ...value, template: filled(value.template, variables) }
        : value;
    case 'list':
      return { ...value, items: value.items.map((item) => fillTemplate(item, variables)) };
    case 'map': {
      const entries = new Map<string, Entry>();
      for (const [key, entry] of value.entries) {
        entries.set(key, { ...entry, value: fillTemplate(entry.value, variables) });
      }
      return { ...value, entries };
    }
  }
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
