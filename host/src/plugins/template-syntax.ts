/** Parts of a template's text. */
export interface TemplateParts {
  /** Names of the config fields in it, in order. */
  readonly fields: readonly string[];
  /** The first thing in braces that is not `{config.name}`, or a brace without its partner. */
  readonly stray?: string;
}

/** A config field in a template; its name is the first group. */
export const fieldReference = /\{config\.([a-zA-Z][a-zA-Z0-9_]*)\}/g;

/** Reads a template: `{config.name}` is all it may hold. */
export function readTemplate(template: string): TemplateParts {
  const fields = [...template.matchAll(fieldReference)].flatMap(([, name]) => name ?? []);
  const stray = /\{[^}]*\}?|\}/.exec(template.replaceAll(fieldReference, ''))?.[0];
  return stray === undefined ? { fields } : { fields, stray };
}

/**
 * The origin that a template leads to, as a template: `{config.url}` or `https://host:port`.
 * Undefined when it does not say one.
 */
export function originOf(template: string): string | undefined {
  const whole = /^(\{config\.[a-zA-Z][a-zA-Z0-9_]*\})(?=$|\/)/.exec(template)?.[1];
  if (whole !== undefined) return whole;
  return /^https:\/\/[^/?#@\s\\]+(?=$|\/)/i.exec(template)?.[0].toLowerCase().replace(/:443$/, '');
}
