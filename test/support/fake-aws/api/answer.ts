/** A request as a service sees it. */
export interface ApiRequest {
  readonly path: string;
  /** The query of the address, or the form that was posted. */
  readonly parameters: URLSearchParams;
  /** The JSON that was posted. */
  readonly body: Readonly<Record<string, unknown>>;
  /** How many items a page has. */
  readonly pageSize: number;
}

/** Values of an answer; lists become `member` elements in XML. */
export type ApiData =
  | string
  | number
  | boolean
  | readonly ApiData[]
  | { readonly [key: string]: ApiData };

/** One page of a list, and where the next one begins. */
export function pageOf<Item>(items: readonly Item[], { parameters, pageSize }: ApiRequest) {
  const start = Number(parameters.get('Marker') ?? 0);
  const end = start + pageSize;
  const more = end < items.length;
  return {
    items: items.slice(start, end),
    rest: { IsTruncated: more, ...(more && { Marker: String(end) }) },
  };
}

/** XML as the query protocol of AWS writes it. */
export function xml(name: string, value: ApiData): string {
  return `<${name}>${inner(value)}</${name}>`;
}

function inner(value: ApiData): string {
  if (Array.isArray(value)) {
    return value.map((each) => xml('member', each)).join('');
  }
  return typeof value === 'object'
    ? Object.entries(value)
        .map(([name, each]) => xml(name, each))
        .join('')
    : String(value).replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
