import type { GrantedStatement } from '../granted/granted.ts';
import type { Place } from '../place.ts';
import { display, type PlacedTemplate } from '../template/template.ts';

/** The actions that a statement is about, for people. */
export function actionsText({ actions, notActions }: GrantedStatement): string {
  return notActions ? allExcept('actions', actions) : listed(actions);
}

/** The resources that a statement is about, for people. */
export function resourcesText({ resources, notResources }: GrantedStatement): string {
  return notResources ? allExcept('resources', resources) : listed(resources);
}

function allExcept(what: string, left: readonly PlacedTemplate[]): string {
  return `all ${what} except ${listed(left)}`;
}

function listed(values: readonly PlacedTemplate[]): string {
  return [...new Set(values.map(({ template }) => display(template)))].join(', ');
}

/** Items of a list by what they are called, so that one that stands there twice is told once. */
export function named(
  items: readonly PlacedTemplate[],
): readonly (readonly [name: string, places: readonly [Place, ...Place[]]])[] {
  const found = new Map<string, [Place, ...Place[]]>();
  for (const { template, place } of items) {
    const name = display(template);
    const places = found.get(name);
    if (places === undefined) {
      found.set(name, [place]);
    } else {
      places.push(place);
    }
  }
  return [...found];
}
