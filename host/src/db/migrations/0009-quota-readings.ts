/** Usages that overlapping answers told: which of them counts is known only with a later one. */
export const quotaReadings = `
ALTER TABLE rollcall.quota ADD COLUMN recent jsonb NOT NULL DEFAULT '[]';
`;
