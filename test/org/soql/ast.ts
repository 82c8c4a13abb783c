/** A field as written: `Profile.UserLicense.Name` has three parts. */
export interface FieldPath {
  readonly parts: readonly string[];
  readonly start: number;
}

/** A function over a field, or over nothing as in COUNT(). */
export interface Call {
  readonly kind: 'call';
  /** Upper case. */
  readonly name: string;
  readonly argument: FieldPath | undefined;
  readonly alias: string | undefined;
  readonly start: number;
}

/** One thing a query asks for. */
export type SelectItem =
  | { readonly kind: 'field'; readonly path: FieldPath; readonly alias: string | undefined }
  | Call
  | { readonly kind: 'fields'; readonly group: string; readonly start: number }
  | { readonly kind: 'subquery'; readonly query: Query; readonly start: number };

/** What a field is compared with. */
export type Literal =
  | { readonly kind: 'string'; readonly value: string; readonly start: number }
  | { readonly kind: 'number'; readonly value: number; readonly start: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly start: number }
  | { readonly kind: 'null'; readonly start: number }
  | { readonly kind: 'datetime'; readonly value: number; readonly start: number }
  | { readonly kind: 'date'; readonly value: string; readonly start: number }
  | {
      readonly kind: 'relative';
      readonly name: string;
      readonly n: number;
      readonly start: number;
    };

/** Comparisons with one value. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';

/** The left side of a comparison: a field, or in HAVING an aggregate. */
export type Operand = { readonly kind: 'field'; readonly path: FieldPath } | Call;

/** What rows must satisfy. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly term: Condition }
  | {
      readonly kind: 'compare';
      readonly operand: Operand;
      readonly operator: Operator;
      readonly value: Literal;
    }
  | {
      readonly kind: 'in';
      readonly operand: Operand;
      readonly isNegated: boolean;
      readonly values: readonly Literal[] | Query;
    };

/** One ORDER BY term. */
export interface OrderTerm {
  readonly operand: Operand;
  readonly isDescending: boolean;
  readonly areNullsLast: boolean;
}

/** A query as written, its names not yet looked up. */
export interface Query {
  readonly text: string;
  readonly select: readonly SelectItem[];
  readonly from: string;
  readonly fromStart: number;
  readonly alias: string | undefined;
  readonly where: Condition | undefined;
  readonly groupBy: readonly Operand[];
  readonly having: Condition | undefined;
  readonly orderBy: readonly OrderTerm[];
  readonly limit: number | undefined;
  readonly offset: number;
}
