/** What licences cost, as set by people; the prices of files stay in their files. */
export const priceLists = `
CREATE TABLE rollcall.price_list (
  scope text PRIMARY KEY,
  list json NOT NULL,
  updated_at timestamptz NOT NULL
);
`;
