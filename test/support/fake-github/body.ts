import { unprocessable } from './api-error.ts';

/** What the text of a comment may have. */
const MOST_CHARACTERS = 65_536;

/** @throws ApiError 422 for a text that GitHub does not take. */
export function checkBody(body: unknown): string {
  if (typeof body !== 'string') {
    throw unprocessable('Invalid request.', ['body must be a string']);
  }
  if (body.length > MOST_CHARACTERS) {
    throw unprocessable('Validation Failed', [
      {
        code: 'custom',
        field: 'body',
        message: `body is too long (maximum is ${MOST_CHARACTERS} characters)`,
      },
    ]);
  }
  return body;
}
