import { parse } from '@cdktn/hcl2json';
import type { Files } from '../support/compare.ts';

type Tree = Readonly<Record<string, unknown>>;

/** What the blocks of a module are named, and which of them have instances. */
interface Declared {
  readonly names: ReadonlySet<string>;
  readonly instanced: ReadonlySet<string>;
  readonly twice: readonly string[];
}

/**
 * What is wrong with the references of a module as HashiCorp's own parser reads it: names that no
 * block or more than one declares, instances without an index, and an index where there are no instances. `terraform
 * validate` says the same, but needs the provider.
 *
 * @throws Error if a file is no HCL.
 */
export async function moduleProblems(files: Files): Promise<readonly string[]> {
  const trees = await Promise.all(
    Object.entries(files).map(async ([path, text]) => (await parse(path, text)) as Tree),
  );
  const declared = declaredIn(trees);
  const found = trees.flatMap(expressionsOf).flatMap((text) => problemsIn(text, declared));
  return [...new Set([...declared.twice, ...found])].sort();
}

function declaredIn(trees: readonly Tree[]): Declared {
  const names = new Set<string>();
  const instanced = new Set<string>();
  const twice: string[] = [];
  const declare = (name: string, body: unknown) => {
    if (names.has(name)) {
      twice.push(`${name} is declared twice`);
    }
    names.add(name);
    if (typeof body === 'object' && body !== null && ('count' in body || 'for_each' in body)) {
      instanced.add(name);
    }
  };
  for (const tree of trees) {
    for (const [section, prefix] of [
      ['resource', ''],
      ['data', 'data.'],
    ] as const) {
      for (const [type, blocks] of entries(tree[section])) {
        for (const [name, bodies] of entries(blocks)) {
          for (const body of bodies as readonly unknown[]) {
            declare(`${prefix}${type}.${name}`, body);
          }
        }
      }
    }
    for (const [section, prefix] of [
      ['variable', 'var.'],
      ['module', 'module.'],
    ] as const) {
      for (const [name, bodies] of entries(tree[section])) {
        declare(`${prefix}${name}`, (bodies as readonly unknown[])[0]);
      }
    }
    for (const block of (tree['locals'] ?? []) as readonly Tree[]) {
      for (const [name] of entries(block)) {
        declare(`local.${name}`, undefined);
      }
    }
  }
  return { names, instanced, twice };
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries((value ?? {}) as Tree);
}

/** The texts of a tree, in which expressions stand as `${…}`. */
function expressionsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return codeOf(value);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) => [...codeOf(key), ...expressionsOf(each)])
    : [];
}

/** The code of a template: what stands in `${…}` and `%{…}`, without the texts in it. */
function codeOf(template: string): readonly string[] {
  const found: string[] = [];
  let at = 0;
  /** Reads a text up to its end, which is a quote but for the whole template. */
  const text = (end: string): void => {
    while (at < template.length && template[at] !== end) {
      const [mark, next, third] = [template[at], template[at + 1], template[at + 2]];
      if (mark === '\\' && end === '"') {
        at += 2;
      } else if ((mark === '$' || mark === '%') && next === mark && third === '{') {
        at += 3;
      } else if ((mark === '$' || mark === '%') && next === '{') {
        at += 2;
        code();
      } else {
        at += 1;
      }
    }
    at += 1;
  };
  const code = (): void => {
    let depth = 0;
    let own = '';
    while (at < template.length && !(depth === 0 && template[at] === '}')) {
      const sign = template[at] ?? '';
      at += 1;
      if (sign === '"') {
        text('"');
        own += '""';
        continue;
      }
      depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
      own += sign;
    }
    at += 1;
    found.push(own);
  };
  text('');
  return found;
}

/** A name with what follows it: attributes, an index or a splat. */
const TRAVERSAL = /(?<![\w.\]-])((?:data|var|local|module|[a-z0-9]+_\w+)\.[\w-]+(?:\.[\w-]+)?)/g;

function problemsIn(code: string, { names, instanced }: Declared): readonly string[] {
  return [...code.matchAll(TRAVERSAL)].flatMap(({ index, 1: path = '' }) => {
    const parts = path.split('.');
    const name = parts.slice(0, parts[0] === 'data' ? 3 : 2).join('.');
    const rest = code.slice(index + name.length);
    if (!names.has(name)) {
      return [`${name} is not declared`];
    }
    if (instanced.has(name) && /^\.\w/.test(rest)) {
      return [`${name} has instances and is used without an index`];
    }
    if (!instanced.has(name) && rest.startsWith('[') && /^(?:data\.|[a-z0-9]+_)/.test(name)) {
      return [`${name} has no instances and is used with an index`];
    }
    return [];
  });
}
