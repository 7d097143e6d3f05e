import type { PlannedRole } from '../interview/interview.ts';

/** A name that every file system takes: letters, digits, `-` and `_`. */
export function fileName(text: string): string {
  const name = text
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  // Windows keeps these names for devices.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?$/i.test(name) ? `flow-${name || 'role'}` : name;
}

/** One name for each role, after its flow; equal names get numbers. */
export function roleFileNames(roles: readonly PlannedRole[]): ReadonlyMap<PlannedRole, string> {
  const taken = new Set<string>();
  const names = new Map<PlannedRole, string>();
  for (const role of roles) {
    const base = fileName(role.plan.flows[0]?.name ?? 'flow');
    let name = base;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) {
      name = `${base}-${count}`;
    }
    taken.add(name.toLowerCase());
    names.set(role, name);
  }
  return names;
}
