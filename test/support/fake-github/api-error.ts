/** An answer of the API that is no success, with the message that GitHub gives. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors?: readonly unknown[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

/** What a token of GitHub Actions gets that lacks a permission. */
export function notAccessible(): ApiError {
  return new ApiError(403, 'Resource not accessible by integration');
}

export function unprocessable(message: string, errors?: readonly unknown[]): ApiError {
  return new ApiError(422, message, errors);
}
