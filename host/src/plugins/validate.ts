import type { Manifest } from '@rollcall/core';

import { objectOf } from './json-shape.js';
import { readDocument } from './manifest-document.js';
import { type ManifestFault, type PlacedFault, pointerOf } from './manifest-fault.js';
import { checkManifestSchema } from './manifest-schema.js';
import { configRules, recordSchemaRules } from './rules/config-rules.js';
import { migrationRules } from './rules/migration-rules.js';
import { originRules } from './rules/origin-rules.js';
import { patternRules } from './rules/pattern-rules.js';
import { referenceRules, streamRules } from './rules/reference-rules.js';
import type { Rule } from './rules/rule.js';
import { secretTemplateRules, templateRules } from './rules/template-rules.js';
import { versionRules } from './rules/version-rules.js';

/** What a manifest's text turned out to be. */
export interface ManifestCheck {
  /** The manifest; absent when there is a fault. */
  readonly manifest?: Manifest;
  /** Every mistake, once, in the order of the text. */
  readonly faults: readonly ManifestFault[];
}

const rules: readonly Rule[] = [
  versionRules,
  configRules,
  migrationRules,
  templateRules,
  secretTemplateRules,
  originRules,
  patternRules,
  referenceRules,
  streamRules,
  recordSchemaRules,
];

/** Checks a manifest's text. `file` is the name that faults carry. Never throws over its content. */
export function validateManifest(text: string, file: string): ManifestCheck {
  const document = readDocument(text, file);
  if (document.value === undefined) return { faults: document.faults };
  const checked = checkManifestSchema(document.value);
  const bySchema = 'faults' in checked ? checked.faults : [];
  const byRules: PlacedFault[] = [];
  for (const rule of rules) rule(objectOf(document.value), (fault) => byRules.push(fault));
  const placed = [...bySchema, ...byRules.filter((fault) => !isExplained(fault, bySchema))];
  const faults = inOrder([...document.faults, ...placed.map((fault) => document.place(fault))]);
  if ('manifest' in checked && faults.length === 0) return { manifest: checked.manifest, faults };
  return { faults };
}

/** A rule that stumbled over what breaks the schema anyway adds nothing. */
function isExplained(fault: PlacedFault, bySchema: readonly PlacedFault[]): boolean {
  const pointer = pointerOf(fault.path);
  return bySchema.some(({ path }) => `${pointer}/`.startsWith(`${pointerOf(path)}/`));
}

function inOrder(faults: readonly ManifestFault[]): readonly ManifestFault[] {
  const byPlace = new Map<string, ManifestFault>();
  for (const fault of faults) {
    const place = `${fault.line}:${fault.column}:${fault.pointer}`;
    if (!byPlace.has(place)) byPlace.set(place, fault);
  }
  return [...byPlace.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
