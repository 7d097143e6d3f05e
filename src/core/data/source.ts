/** An npm package that a table is generated from. */
export interface PackageSource {
  /** What the table holds. */
  readonly title: string;
  readonly package: string;
  readonly version: string;
  /** The day on which this version was published: `2026-09-26`. */
  readonly published: string;
}

/** A page that a table is kept from by hand, as no package has it. */
export interface PageSource {
  /** What the table holds. */
  readonly title: string;
  readonly page: string;
  /** The day on which the table was last compared with the page: `2026-11-25`. */
  readonly read: string;
}
