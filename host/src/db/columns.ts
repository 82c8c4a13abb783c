import type { ColumnType } from 'kysely';

/** An instant. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
/** An instant, or null where there is none. */
export type NullableInstant = ColumnType<Date | null, Date | string | null, Date | string | null>;
