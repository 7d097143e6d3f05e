/** The exit codes that all commands share. */
export const EXIT = { ok: 0, open: 1, bad: 2, left: 130 } as const;

/** Arguments or inputs that cannot be used; the message says what to do. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** An option that the command does not have; the table of commands knows which one has it. */
export class UnknownOption extends UsageError {
  override readonly name = 'UnknownOption';
  readonly command: string;
  readonly option: string;

  constructor(option: string, options: ErrorOptions & { readonly command: string }) {
    super(`Unknown option ${option}.`, options);
    this.command = options.command;
    this.option = option;
  }
}
