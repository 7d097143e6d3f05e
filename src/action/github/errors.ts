/** The status of a failed request; undefined for errors of another kind. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error ? Number(error.status) : undefined;
}

/** Whether what was asked is not allowed: to this token, or to anybody, as where comments are locked. */
export function isForbidden(error: unknown): boolean {
  return (
    lacksPermission(error) ||
    typesOf(error).includes('FORBIDDEN') ||
    (statusOf(error) === 403 && !isLimited(error))
  );
}

/** Whether GitHub says that the token has no permission for what was asked. */
export function lacksPermission(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Resource not accessible|must have (?:push|write)/i.test(error.message)
  );
}

/** Whether there were too many requests. */
function isLimited(error: unknown): boolean {
  return error instanceof Error && /rate limit|abuse detection/i.test(error.message);
}

/** Whether a commit was refused since the branch is not where it was. */
export function isMoved(error: unknown): boolean {
  return error instanceof Error && /Expected branch to point to/.test(error.message);
}

/** Whether GraphQL says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return typesOf(error).includes('NOT_FOUND');
}

/** What GraphQL says where it does not do what was asked; undefined for errors of another kind. */
export function refusalOf(error: unknown): string | undefined {
  const errors = errorsOf(error);
  return errors.length === 0 || typesOf(error).includes('RATE_LIMITED')
    ? undefined
    : errors.map((one) => String(one?.message)).join(' ');
}

/** The types of the errors in an answer of GraphQL. */
export function typesOf(error: unknown): readonly unknown[] {
  return errorsOf(error).map((one) => one?.type);
}

interface GraphQLError {
  readonly type?: unknown;
  readonly message?: unknown;
}

/** The errors in an answer of GraphQL; those of REST have a status. */
function errorsOf(error: unknown): readonly (GraphQLError | undefined)[] {
  const errors: unknown =
    error instanceof Error && 'errors' in error && !('status' in error) ? error.errors : undefined;
  return Array.isArray(errors) ? errors : [];
}

/** Whether nobody can tell if the request was carried out. */
export function isUncertain(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && (status >= 500 || status === 429);
}
