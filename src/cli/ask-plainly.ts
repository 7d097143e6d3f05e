import process from 'node:process';
import { createInterface } from 'node:readline';
import { surpriseIn } from '../core/interview/complaint.ts';
import { lookUp } from '../core/interview/look-up.ts';
import type { Finished, Ports } from '../core/interview/ports.ts';
import { afterAnswer } from '../core/interview/resume.ts';
import type { Screen } from '../core/interview/screen.ts';
import { reduce, type Session, startSession } from '../core/interview/session.ts';
import { toSave } from '../core/interview/to-save.ts';
import { screenOf } from '../core/interview/wizard.ts';
import { printable } from '../core/printable.ts';
import { helpOn, linesFor, saidTo, wrong } from './plain-lines.ts';

type Ask = (prompt: string) => Promise<string | undefined>;

/**
 * Runs the interview as plain numbered questions, line by line: for screen readers, and wherever
 * boxes and moving cursors are in the way.
 *
 * @returns undefined when the user left.
 */
export async function askPlainly(ports: Ports): Promise<Finished | undefined> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    // The terminal's own editing of lines moves no cursor about.
    terminal: false,
  });
  const leave = () => lines.close();
  process.once('SIGINT', leave);
  let hasEnded = false;
  lines.on('close', () => {
    hasEnded = true;
  });
  const ask: Ask = (prompt) =>
    hasEnded
      ? Promise.resolve(undefined)
      : new Promise((settle) => {
          const left = () => settle(undefined);
          lines.once('close', left);
          lines.question(prompt, (line) => {
            lines.off('close', left);
            settle(line.trim());
          });
        });
  try {
    return await interview(ports, ask);
  } finally {
    process.off('SIGINT', leave);
    lines.close();
  }
}

async function interview(ports: Ports, ask: Ask): Promise<Finished | undefined> {
  say('Looking for flows, and for the account you are signed in to.');
  let session = startSession({ candidates: [], facts: [] });
  await ports
    .explore(
      (world) => {
        session = reduce(session, { kind: 'world', world });
      },
      () => undefined,
      new AbortController().signal,
    )
    .catch(() => undefined);
  say('At every question: "back" goes one step back, "help" explains, "quit" leaves.');
  let surprised: string | undefined;
  for (let number = 1; ; ) {
    const screen = screenOf(session);
    if (screen.kind === 'finish') {
      const files = await save(ports, session, ask);
      if (files !== 'back') {
        return files && { session, files };
      }
      session = reduce(session, { kind: 'back' });
      continue;
    }
    const notes = (screen.notes ?? []).map((note) => printable(note, 600));
    say('', `Question ${number}. ${printable(screen.title, 600)}`, printable(screen.why, 600));
    say(...notes);
    for (const line of linesFor(screen)) {
      say(line);
    }
    const line = await ask('Answer: ');
    if (line === undefined || line === 'quit') {
      return undefined;
    }
    if (line === 'back') {
      session = reduce(session, { kind: 'back' });
      number = Math.max(1, number - 1);
      continue;
    }
    const said = line === 'help' ? wrong(helpOn(screen)) : saidTo(screen, line);
    if (said.kind === 'wrong') {
      say(said.why);
      continue;
    }
    const [text = ''] = said.values;
    const surprise = screen.kind === 'text' ? surpriseIn(text, screen) : undefined;
    if (surprise !== undefined && surprised !== `${screen.id} ${text}`) {
      surprised = `${screen.id} ${text}`;
      say(printable(surprise, 600), 'Give the same answer once more to take it all the same.');
      continue;
    }
    const next = await answer(ports, session, screen, said.values);
    if (typeof next === 'string') {
      say(printable(next, 800));
      continue;
    }
    session = next;
    ports.keep(session.entries);
    number += 1;
  }
}

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** The session after an answer; a text says why the answer cannot be used. */
async function answer(
  ports: Ports,
  session: Session,
  screen: Screen,
  values: readonly string[],
): Promise<Session | string> {
  const [value = ''] = values;
  const found = await lookUp(screen, value, session, ports);
  if (typeof found === 'string') {
    return found;
  }
  const wider =
    found === undefined ? session : reduce(session, { kind: 'world', world: found.world });
  return afterAnswer(wider, screen.id, found?.values ?? values);
}

/** Saves, and asks before anything is replaced. */
async function save(
  ports: Ports,
  session: Session,
  ask: Ask,
): Promise<readonly string[] | 'back' | undefined> {
  const saved = await ports.save(toSave(session), false);
  if (saved.kind === 'saved') {
    return saved.files;
  }
  const lines = saved.diff.split('\n').filter((line) => line !== '');
  say('', printable(saved.message, 600), ...lines.map((line) => printable(line, 400)));
  for (;;) {
    const line = await ask(
      lines.length > 0
        ? '"replace" replaces, "back" goes one step back: '
        : '"back" goes one step back: ',
    );
    if (line === undefined || line === 'quit') {
      return undefined;
    }
    if (line === 'back') {
      return 'back';
    }
    if (line === 'replace' && lines.length > 0) {
      const again = await ports.save(toSave(session), true);
      if (again.kind === 'saved') {
        return again.files;
      }
      say(printable(again.message, 600));
    }
  }
}
