/** Languages that flows are made in. */
export type Language = 'script' | 'python';

/** A word of a program. Comments are none, and a string is one whatever it says. */
export interface Token {
  readonly kind: 'name' | 'string' | 'mark';
  /** The name, what stands between the quotes, or one character of anything else. */
  readonly text: string;
  /** The line on which it begins, from 1. */
  readonly line: number;
}

/** What can stand before an expression: a `/` after it begins a regular expression. */
const BEFORE_EXPRESSION = new Set(['return', 'typeof', 'case', 'in', 'of', 'do', 'else', 'await']);

/** What is longer is none. */
const MAX_REGULAR_EXPRESSION = 1000;

/**
 * Splits a program into words, as far as it takes to tell calls from comments and strings. It is
 * no parser: what is not well formed gives other words and no error.
 */
export function tokensOf(text: string, language: Language): readonly Token[] {
  return new Scanner(text, language).scan();
}

class Scanner {
  readonly #text: string;
  readonly #isPython: boolean;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;
  #lineEnd: number;
  /** How many braces are open, and at which of them a template string goes on. */
  #depth = 0;
  readonly #templates: number[] = [];

  constructor(text: string, language: Language) {
    this.#text = text;
    this.#isPython = language === 'python';
    this.#lineEnd = this.#lineEndFrom(0);
  }

  scan(): readonly Token[] {
    while (this.#at < this.#text.length) {
      this.#step(this.#text.charAt(this.#at));
    }
    return this.#tokens;
  }

  #step(character: string): void {
    if (character === '\n' || character === ' ' || character === '\t' || character === '\r') {
      this.#moveTo(this.#at + 1);
    } else if (this.#isComment()) {
      this.#skipComment();
    } else if (character === '"' || character === "'") {
      this.#string(character);
    } else if (character === '`' && !this.#isPython) {
      this.#template(this.#at + 1);
    } else if (isNameCharacter(character)) {
      this.#name();
    } else if (character === '/' && !this.#isPython && this.#isExpressionNext()) {
      this.#regularExpression();
    } else {
      this.#mark(character);
    }
  }

  #moveTo(end: number): void {
    while (this.#lineEnd < end) {
      this.#line += 1;
      this.#lineEnd = this.#lineEndFrom(this.#lineEnd + 1);
    }
    this.#at = Math.min(end, this.#text.length);
  }

  #lineEndFrom(start: number): number {
    const at = this.#text.indexOf('\n', start);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  }

  #push(kind: Token['kind'], text: string, end: number): void {
    this.#tokens.push({ kind, text, line: this.#line });
    this.#moveTo(end);
  }

  #isComment(): boolean {
    return this.#isPython
      ? this.#text.startsWith('#', this.#at)
      : this.#text.startsWith('//', this.#at) || this.#text.startsWith('/*', this.#at);
  }

  #skipComment(): void {
    const isBlock = this.#text.startsWith('/*', this.#at);
    const end = this.#text.indexOf(isBlock ? '*/' : '\n', this.#at + (isBlock ? 2 : 1));
    this.#moveTo(end < 0 ? this.#text.length : end + (isBlock ? 2 : 0));
  }

  #string(quote: string): void {
    const triple = quote.repeat(3);
    const isTriple = this.#isPython && this.#text.startsWith(triple, this.#at);
    const mark = isTriple ? triple : quote;
    const start = this.#at + mark.length;
    let end = start;
    while (end < this.#text.length && !this.#text.startsWith(mark, end)) {
      // Without its second quote a string ends with its line.
      if (!isTriple && this.#text.charAt(end) === '\n') {
        break;
      }
      end += this.#text.charAt(end) === '\\' ? 2 : 1;
    }
    this.#push('string', this.#text.slice(start, end), end + mark.length);
  }

  /** A template string from its beginning, or from where an expression inside it has ended. */
  #template(start: number): void {
    let end = start;
    while (end < this.#text.length && this.#text.charAt(end) !== '`') {
      if (this.#text.startsWith('${', end)) {
        this.#push('string', this.#text.slice(start, end), end + 2);
        this.#templates.push(this.#depth);
        this.#depth += 1;
        return;
      }
      end += this.#text.charAt(end) === '\\' ? 2 : 1;
    }
    this.#push('string', this.#text.slice(start, end), end + 1);
  }

  #name(): void {
    let end = this.#at;
    while (isNameCharacter(this.#text.charAt(end))) {
      end += 1;
    }
    this.#push('name', this.#text.slice(this.#at, end), end);
  }

  #isExpressionNext(): boolean {
    const last = this.#tokens.at(-1);
    return last === undefined || last.kind === 'string'
      ? last === undefined
      : last.kind === 'mark'
        ? !')]}'.includes(last.text)
        : BEFORE_EXPRESSION.has(last.text);
  }

  #regularExpression(): void {
    let isClass = false;
    const most = Math.min(this.#text.length, this.#at + MAX_REGULAR_EXPRESSION);
    for (let end = this.#at + 1; end < most; end += 1) {
      const character = this.#text.charAt(end);
      if (character === '\n') {
        break;
      }
      if (character === '\\') {
        end += 1;
      } else if (character === '/' && !isClass) {
        this.#push('string', '', end + 1);
        return;
      } else if (character === '[' || character === ']') {
        isClass = character === '[';
      }
    }
    this.#mark('/');
  }

  #mark(character: string): void {
    if (character === '{') {
      this.#depth += 1;
    } else if (character === '}') {
      this.#depth -= 1;
      if (this.#templates.length > 0 && this.#templates.at(-1) === this.#depth) {
        this.#templates.pop();
        this.#template(this.#at + 1);
        return;
      }
    }
    this.#push('mark', character, this.#at + 1);
  }
}

function isNameCharacter(character: string): boolean {
  return /[\w$]/.test(character);
}
