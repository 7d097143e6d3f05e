/** What a service answers when it refuses a call. */
export class AwsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What the CLI itself says before it calls anything. */
export class UsageError extends Error {}
