import { type Data, isList, type Roll } from './written-policy.ts';

/** How people write YAML: all that is left open by the language, drawn anew for each value. */
export class YamlWriter {
  readonly #roll: Roll;
  readonly #step: number;
  readonly #isFlush: boolean;
  readonly #isLong: boolean;
  readonly #hasComments: boolean;
  #comments = 0;

  constructor(roll: Roll) {
    this.#roll = roll;
    this.#step = [2, 2, 4, 3][roll(4)] ?? 2;
    this.#isFlush = roll(2) === 0;
    this.#isLong = roll(4) === 0;
    this.#hasComments = roll(2) === 0;
  }

  /** A map in block style, each entry on lines of its own. */
  map(data: { readonly [key: string]: Data }, column: number, where: string): string {
    return Object.entries(data)
      .map(([key, value]) => {
        const inside = key === 'Statement' ? 'list' : where;
        return `${this.#note(column, where)}${pad(column)}${key}:${this.#value(value, column, inside)}`;
      })
      .join('\n');
  }

  /** What stands behind a key, in the line or in those below. */
  #value(value: Data, column: number, where: string): string {
    const tagged = this.#tagged(value);
    if (tagged !== undefined) {
      return ` ${tagged}${this.#tail(where)}`;
    }
    if (typeof value === 'string') {
      return this.#roll(12) === 0
        ? `\n${pad(column + this.#step)}${this.#scalar(value)}`
        : ` ${this.#scalar(value)}${this.#tail(where)}`;
    }
    if (isList(value) ? value.length === 0 : Object.keys(value).length === 0) {
      return isList(value) ? ' []' : ' {}';
    }
    switch (this.#roll(5)) {
      case 0:
        return ` ${this.#flow(value)}${this.#tail(where)}`;
      case 1:
        return ` ${this.#lines(value, column + this.#step)}`;
      default:
        return `${this.#tail(where)}\n${
          isList(value)
            ? this.#list(value, this.#isFlush ? column : column + this.#step, where)
            : this.map(value, column + this.#step, where === 'list' ? 'in' : where)
        }`;
    }
  }

  #list(items: readonly Data[], column: number, where: string): string {
    const inside = where === 'list' ? 'in' : where;
    return items
      .map((item) => {
        const before = `${this.#note(column, where)}${pad(column)}-`;
        if (typeof item === 'string' || isList(item) || this.#tagged(item) !== undefined) {
          return `${before}${this.#value(item, column, inside)}`;
        }
        if (this.#roll(4) === 0) {
          return `${before} ${this.#flow(item)}`;
        }
        const text = this.map(item, column + 2, inside).trimStart();
        return text.startsWith('#') || this.#roll(8) === 0
          ? `${before}\n${pad(column + 2)}${text}`
          : `${before} ${text}`;
      })
      .join('\n');
  }

  /** Brackets over several lines; what stands behind an item belongs to it. */
  #lines(value: Data, column: number): string {
    const parts = isList(value)
      ? value.map((item) => this.#flow(item))
      : Object.entries(typeof value === 'string' ? {} : value).map(
          ([key, entry]) => `${this.#key(key)}: ${this.#flow(entry)}`,
        );
    const [open, close] = isList(value) ? '[]' : '{}';
    const comma = this.#roll(4) === 0 ? ',' : '';
    const lines = parts.map((part, at) => {
      const end = at < parts.length - 1 ? ',' : comma;
      return `${pad(column + this.#step)}${part}${end}${this.#tail('in')}`;
    });
    return `${open}\n${lines.join('\n')}\n${pad(column)}${close}`;
  }

  #flow(value: Data): string {
    const tagged = this.#tagged(value, true);
    if (tagged !== undefined || typeof value === 'string') {
      return tagged ?? this.#scalar(value as string, true);
    }
    const space = this.#roll(4) === 0 ? ' ' : '';
    if (isList(value)) {
      return `[${space}${value.map((item) => this.#flow(item)).join(', ')}${space}]`;
    }
    const entries = Object.entries(value).map(
      ([key, entry]) => `${this.#key(key)}: ${this.#flow(entry)}`,
    );
    return `{${space}${entries.join(', ')}${space}}`;
  }

  #key(key: string): string {
    return /^[A-Za-z]+$/.test(key) && this.#roll(2) === 0 ? key : `"${key}"`;
  }

  #tagged(value: Data, isFlow = false): string | undefined {
    const text = typeof value === 'object' && !isList(value) ? value['Fn::Sub'] : undefined;
    return typeof text !== 'string'
      ? undefined
      : this.#isLong
        ? `{"Fn::Sub": "${text}"}`
        : `!Sub ${this.#scalar(text, isFlow)}`;
  }

  #scalar(text: string, isFlow = false): string {
    const isPlain = !isFlow && /^[a-z][\w:./$*{}-]*\w$/.test(text) && !/: /.test(text);
    const quotes = [isPlain ? '' : "'", "'", '"'][this.#roll(3)] ?? "'";
    return `${quotes}${text}${quotes}`;
  }

  #note(column: number, where: string): string {
    return this.#hasComments && this.#roll(6) === 0 ? `${pad(column)}# ${this.#name(where)}\n` : '';
  }

  #tail(where: string): string {
    return this.#hasComments && this.#roll(6) === 0 ? ` # ${this.#name(where)}` : '';
  }

  /** Comments inside a statement may go with it; all others must stay. */
  #name(where: string): string {
    this.#comments += 1;
    return `${where === 'in' ? 'inside' : 'outside'}-${this.#comments}`;
  }
}

function pad(column: number): string {
  return ' '.repeat(column);
}
