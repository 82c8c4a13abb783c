/**
 * The family of a device: its browser and system without versions, so that an update is no new
 * device. Undefined when the provider tells neither.
 */
export function deviceOf(
  browser: string | undefined,
  platform: string | undefined,
): string | undefined {
  const parts = [familyOf(browser), familyOf(platform)].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(' on ');
}

function familyOf(text: string | undefined): string {
  const family = (text ?? '')
    .toLowerCase()
    .replace(/[\s/]*v?\d[\w.]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return family === 'unknown' || family === 'n/a' ? '' : family;
}
