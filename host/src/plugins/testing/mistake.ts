/** One wrong change of the sample manifest, and the one fault that it must give. */
export interface Mistake {
  readonly name: string;
  /** The piece of the sample that is replaced (once), and its replacement. */
  readonly from: string;
  readonly to: string;
  readonly pointer: string;
  /** A piece of text on the line where the fault belongs. */
  readonly line: string;
  readonly suggestion?: string;
}
