const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** The name of a country by its ISO code; the code itself where it has none. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}
