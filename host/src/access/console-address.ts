import type { Kysely } from 'kysely';

import type { Tables } from '../db/tables.js';

const key = 'console_url';
const unknownAddress = 'http://127.0.0.1:7420';

/** Remembers where people reach the console, for links that the command line makes. */
export async function rememberConsoleAddress(db: Kysely<Tables>, url: string): Promise<void> {
  await db
    .insertInto('rollcall.meta')
    .values({ key, value: url })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: url }))
    .execute();
}

/** Where the host that started last serves the console; the default address before any did. */
export async function consoleAddress(db: Kysely<Tables>): Promise<string> {
  const row = await db
    .selectFrom('rollcall.meta')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value ?? unknownAddress;
}
