import { trimOf } from '../trim.ts';

/** A name that every file system takes: letters, digits, `-` and `_`. */
export function fileName(text: string): string {
  const name = trimOf(text.replace(/[^A-Za-z0-9_-]+/g, '-'), '-').slice(0, 80);
  // Windows keeps these names for devices.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/i.test(name) ? `flow-${name || 'role'}` : name;
}

/** `stacks/desk.yaml` → `desk`; empty for a name that is an extension alone. */
export function stem(path: string): string {
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return base.replace(/\.[^.]*$/, '');
}

/** File names for texts, in their order; equal ones get numbers, on file systems without case too. */
export function fileNames(texts: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const base = fileName(text);
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) {
      name = `${base}-${count}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}
