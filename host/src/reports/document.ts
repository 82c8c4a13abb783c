import type { Cell, Column } from './cell.js';
import type { ReportHeader } from './header.js';

/** Bars beside or above each other; more than one series is stacked. */
export interface Chart {
  /** What it shows, as a sentence without a full stop. */
  readonly title: string;
  /** What is counted: `sign-ins`, `USD a month`. */
  readonly unit: string;
  /** `rows` for names, `columns` for time. */
  readonly direction: 'rows' | 'columns';
  readonly series: readonly string[];
  /** One value a series. */
  readonly bars: readonly { readonly label: string; readonly values: readonly number[] }[];
}

/** One table of a report: a heading, column names and cells. Without rows it is left out. */
export interface Section {
  readonly title: string;
  /** What the reader should know about this table. */
  readonly lines?: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly chart?: Chart;
}

/** One figure that answers. */
export interface Figure {
  readonly name: string;
  /** With its unit. */
  readonly value: string;
  readonly note?: string;
}

/**
 * A report as people read it: an answer, the figures and tables that it rests on, and what it does not
 * prove. Every text is plain; each renderer escapes it.
 */
export interface Document {
  readonly title: string;
  readonly header: ReportHeader;
  /** Sentences that answer. */
  readonly lines: readonly string[];
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
  /** How it was counted, and what it does not prove. */
  readonly method: readonly string[];
  /** The rows that a spreadsheet gets. */
  readonly data: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly Cell[])[];
  };
}
