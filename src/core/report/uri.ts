/**
 * A path as a URI reference: relative paths stay relative, one with a drive becomes a `file` URI.
 *
 * What a backslash means is told by the path alone: it separates after a drive letter, and where no
 * `/` does. Where a `/` does, as on all systems but Windows, it is a character of a name.
 */
export function uriOf(path: string): string {
  const hasDrive = /^[A-Za-z]:[\\/]/.test(path);
  const isWindows = hasDrive || !path.includes('/');
  const [first = '', ...rest] = (isWindows ? path.replaceAll('\\', '/') : path).split('/');
  return [hasDrive ? `file:///${first}` : encoded(first), ...rest.map(encoded)].join('/');
}

/** Half a surrogate pair is no character and has no encoding. */
function encoded(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}
