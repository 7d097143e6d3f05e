import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { onTestFinished } from 'vitest';
import { nodeBinary } from '../../scripts/lib/node-binaries.mjs';
import { MAIN, type NODES, temporaryDirectory } from './run-cli.ts';

/** How long a screen may be in coming before a test gives up. */
const PATIENCE_MS = 20_000;

/** How long a key that does no harm is given before it is pressed again. */
const AGAIN_MS = 400;

/** The keys of a keyboard that are more than a character. */
export const KEYS = {
  enter: '\r',
  escape: '\u001b',
  up: '\u001b[A',
  down: '\u001b[B',
  left: '\u001b[D',
  right: '\u001b[C',
  backspace: '\u007f',
  ctrlC: '\u0003',
  ctrlU: '\u0015',
} as const;

export type Key = keyof typeof KEYS;

export interface TerminalOptions {
  readonly node?: (typeof NODES)[number];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What TERM says. */
  readonly term?: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** A terminal with a shell that runs the built command, and then says how it left the terminal. */
export class Terminal {
  readonly #pty: IPty;
  readonly #emulator: xterm.Terminal;
  readonly #listeners = new Set<() => void>();
  readonly #pidFile = join(temporaryDirectory(), 'pid');
  #raw = '';
  #exited = false;

  constructor(
    args: readonly string[],
    {
      node = 'current',
      cwd = temporaryDirectory(),
      env = {},
      term = 'xterm-256color',
      columns = 100,
      rows = 40,
    }: TerminalOptions = {},
  ) {
    this.#emulator = new xterm.Terminal({
      cols: columns,
      rows,
      scrollback: 1000,
      allowProposedApi: true,
    });
    const after = 'code=$?; echo "[exit code $code]"; stty -a';
    const tell = 'echo $$ >"$PID_FILE"; exec "$NODE" "$MAIN" "$@"';
    const script = `trap : INT; sh -c '${tell}' sh "$@"; ${after}`;
    this.#pty = spawn('sh', ['-c', script, 'sh', ...args], {
      name: term,
      cols: columns,
      rows,
      cwd,
      env: {
        PATH: process.env['PATH'],
        HOME: cwd,
        XDG_CACHE_HOME: temporaryDirectory(),
        NODE: nodeBinary(node),
        MAIN,
        PID_FILE: this.#pidFile,
        ...env,
      },
    });
    this.#pty.onData((data) => {
      this.#raw += data;
      this.#emulator.write(data, () => this.#changed());
    });
    this.#pty.onExit(() => {
      this.#exited = true;
      this.#emulator.write('', () => this.#changed());
    });
    onTestFinished(() => {
      if (!this.#exited) {
        this.#pty.kill('SIGKILL');
      }
      this.#emulator.dispose();
    });
  }

  /** All that was written to the terminal, escape sequences and all. */
  get raw(): string {
    return this.#raw;
  }

  /** What a person sees, line by line, without the empty lines at the end. */
  get screen(): string {
    const { active } = this.#emulator.buffer;
    return this.#text(active.baseY, active.baseY + this.#emulator.rows);
  }

  /** What a person sees when scrolling up; lines that the terminal broke are whole again. */
  get everything(): string {
    return this.#text(0, this.#emulator.buffer.active.length);
  }

  /** The rows of the screen as they are, broken lines in pieces. */
  get rows(): readonly string[] {
    const { active } = this.#emulator.buffer;
    return Array.from(
      { length: this.#emulator.rows },
      (_, at) => active.getLine(active.baseY + at)?.translateToString(true) ?? '',
    );
  }

  #text(from: number, to: number): string {
    const { active } = this.#emulator.buffer;
    const lines: string[] = [];
    for (let at = from; at < to; at += 1) {
      const line = active.getLine(at);
      const next = active.getLine(at + 1);
      const text = line?.translateToString(next?.isWrapped !== true) ?? '';
      if (line?.isWrapped === true && lines.length > 0) {
        lines.push(`${lines.pop()}${text}`);
      } else {
        lines.push(text);
      }
    }
    return lines.join('\n').trimEnd();
  }

  /** Presses keys one after the other: names of keys, or text that is typed. */
  press(...keys: readonly Key[]): void {
    this.#pty.write(keys.map((key) => KEYS[key]).join(''));
  }

  /** Types or pastes a text, in one chunk. */
  type(text: string): void {
    this.#pty.write(text);
  }

  /** Types a text again and again until something holds: for keys that do no harm twice. */
  async typeUntil(text: string, holds: () => boolean, what: string): Promise<void> {
    const again = setInterval(() => this.#pty.write(text), AGAIN_MS);
    this.#pty.write(text);
    await this.waitUntil(holds, what).finally(() => clearInterval(again));
  }

  /** Ends the command as the system does when it runs out of memory: at once, without a word to it. */
  kill(): void {
    process.kill(Number(readFileSync(this.#pidFile, 'utf8')), 'SIGKILL');
  }

  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Waits until the screen shows something. @throws Error with the screen when it does not. */
  waitFor(text: string | RegExp): Promise<void> {
    return this.waitUntil(
      () => (typeof text === 'string' ? this.screen.includes(text) : text.test(this.screen)),
      String(text),
    );
  }

  /** Waits until something holds that depends on the screen. */
  waitUntil(holds: () => boolean, what: string): Promise<void> {
    return new Promise((settle, fail) => {
      const end = (error?: Error) => {
        clearTimeout(timer);
        this.#listeners.delete(check);
        if (error === undefined) {
          settle();
        } else {
          fail(error);
        }
      };
      const failed = (why: string) => new Error(`${why} ${what}. The screen:\n${this.screen}`);
      const check = () => {
        if (holds()) {
          end();
        } else if (this.#exited) {
          end(failed('The command ended without'));
        }
      };
      const timer = setTimeout(() => end(failed('Waited in vain for')), PATIENCE_MS);
      this.#listeners.add(check);
      check();
    });
  }

  /** Waits for the end of the command and says how it left things. */
  async ended(): Promise<Ended> {
    await this.waitUntil(() => this.#exited, 'the end');
    const [, code] = /\[exit code (\d+)\]/.exec(this.everything) ?? [];
    const settings = this.#raw.slice(this.#raw.lastIndexOf('[exit code'));
    return {
      code: Number(code),
      text: this.everything.replace(/\n?\[exit code[\s\S]*$/, ''),
      isCursorVisible: this.#raw.lastIndexOf('\u001b[?25h') >= this.#raw.lastIndexOf('\u001b[?25l'),
      isRaw: /(?:^|\s)-(?:icanon|echo|isig)(?=[\s;])/.test(settings),
    };
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}

export interface Ended {
  readonly code: number;
  /** What is on the terminal, and above it. */
  readonly text: string;
  readonly isCursorVisible: boolean;
  /** Whether keys would still reach programs one by one and unseen. */
  readonly isRaw: boolean;
}
