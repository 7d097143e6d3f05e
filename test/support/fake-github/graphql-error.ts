/** An error inside an answer of GraphQL, which has a type beside its message. */
export class TypedError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
