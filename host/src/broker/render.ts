/** Values that manifest templates may name: the config, and where allowed the secrets. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/** Fills `{config.name}`; a field that is not set leaves nothing. */
export function render(template: string, values: TemplateValues): string {
  return template.replace(/\{config\.([A-Za-z0-9_-]+)\}/g, (_whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === null ? '' : String(value);
  });
}
