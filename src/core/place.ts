/** A position in a source file. Lines and columns count from 1; columns count UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Renders a place as editors and compilers do: `file:line:column`. */
export function showPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Renders a place as `file:line`, the form used in reports. */
export function showLine(place: Place): string {
  return `${place.file}:${place.line}`;
}
