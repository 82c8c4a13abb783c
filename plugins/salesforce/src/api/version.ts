/** The API version that the plugin is tested with. Never the newest: sandboxes are a release ahead. */
export const apiVersionNumber = '66.0';

/** Root of that version's resources. */
export const apiRoot = `/services/data/v${apiVersionNumber}`;

/** Rows that a whole page has, unless the org answers with fewer. */
export const pageSize = 2000;
