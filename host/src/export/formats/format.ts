import type { ExportField, ExportRow } from '../projection.js';

/** Writes the rows of one file. */
export interface RowWriter {
  write(rows: readonly ExportRow[]): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** A form of files with a row for each record. */
export interface RowFormat {
  /** Ending of the files, without the dot. */
  readonly ending: string;
  open(file: string, fields: readonly ExportField[]): Promise<RowWriter>;
}
