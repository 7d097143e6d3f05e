/** Why AWS was asked in vain. */
export type AwsFailure =
  /** There are no credentials, or AWS does not take them. */
  | 'signed-out'
  /** The signed-in identity may not do it. */
  | 'denied'
  /** There is no such thing. */
  | 'absent'
  /** AWS did not answer in time, or not at all. */
  | 'unanswered'
  | 'refused';

/** A call of AWS that failed; the message says in full sentences what was asked and what came back. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly failure: AwsFailure;

  constructor(failure: AwsFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}
