import type { Manifest } from '@rollcall/core';

import { configFields } from '../plugins/config-fields.js';
import { templatesOf } from '../plugins/rules/template-rules.js';
import { readTemplate } from '../plugins/template-syntax.js';
import { renderTemplate } from '../secrets/template.js';

type Values = Readonly<Record<string, unknown>>;

/** An egress origin that a config does not fill in with one. */
export interface BadOrigin {
  /** The config fields of its template. */
  readonly fields: readonly string[];
}

/**
 * The origins that an integration may reach, sorted. Entries whose optional fields are empty are
 * left out.
 */
export function egressOrigins(
  manifest: Pick<Manifest, 'egress'>,
  config: Values,
): { readonly origins: readonly string[]; readonly bad: readonly BadOrigin[] } {
  const origins = new Set<string>();
  const bad: BadOrigin[] = [];
  for (const { origin: template } of manifest.egress) {
    const { fields } = readTemplate(template);
    if (!fields.every((name) => isFilled(config[name]))) continue;
    const origin = strictOrigin(renderTemplate(template, config));
    if (origin === undefined) bad.push({ fields });
    else origins.add(origin);
  }
  return { origins: [...origins].sort(), bad };
}

/**
 * What a secret is bound to: every origin that its integration may reach, joined by spaces. Whoever
 * reads a secret gives the same.
 */
export function secretOrigin(manifest: Manifest, config: Values): string {
  return egressOrigins(manifest, config).origins.join(' ');
}

/**
 * Fields whose change leads secrets elsewhere, or to somebody else's account: those used in `auth`,
 * `egress` and `baseUrl`, and those that name the tenant. Without secrets.
 */
export function sensitiveFields(manifest: Manifest): ReadonlySet<string> {
  const used = templatesOf({ ...manifest })
    .filter(({ path }) => ['auth', 'egress', 'baseUrl'].includes(String(path[0])))
    .flatMap(({ text }) => readTemplate(text).fields);
  const fields = configFields(manifest.config);
  const identity = fields.filter(({ schema }) => schema['x-identity'] === true);
  const secrets = new Set(fields.filter(({ secret }) => secret).map(({ name }) => name));
  return new Set(
    [...used, ...identity.map(({ name }) => name)].filter((name) => !secrets.has(name)),
  );
}

function isFilled(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** The https origin that `text` is; undefined when it has anything beyond host and port. */
function strictOrigin(text: string): string | undefined {
  if (/[\s@?#\\]/.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, pathname, origin } = new URL(text);
  return protocol === 'https:' && pathname === '/' ? origin : undefined;
}
