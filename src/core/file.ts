/** A file as the outside world hands it in. Paths are shown as given and resolved by nobody here. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A file as it was and as it should be. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}
