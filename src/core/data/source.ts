/** An npm package that a table is generated from. */
export interface PackageSource {
  /** What the table holds. */
  readonly title: string;
  readonly package: string;
  readonly version: string;
  /** The day on which this version was published: `2026-09-26`. */
  readonly published: string;
}

/** A page of AWS that something is known from. */
export interface Source {
  readonly page: string;
  /** The day on which somebody last compared the two: `2026-11-25`. */
  readonly read: string;
}

/** A page that a table is kept from by hand, as no package has it. */
export interface PageSource extends Source {
  /** What the table holds. */
  readonly title: string;
}
