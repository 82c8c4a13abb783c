import type { ManifestSetupStep } from '@rollcall/core';

import { plainText, printable } from './plain-text.js';

/** The whole setup guide for people: every step with what it says, and what is to be copied. */
export function setupText(pluginId: string, steps: readonly ManifestSetupStep[]): string {
  const shown = steps.map((step, index) => stepText(pluginId, step, index));
  return ['SETUP GUIDE', ...shown].join('\n\n');
}

function stepText(pluginId: string, step: ManifestSetupStep, index: number): string {
  const parts = [indent(plainText(step.body))];
  if (step.link !== undefined) parts.push(`   More: ${plainText(step.link)}`);
  if (step.copy !== undefined && step.copy.length > 0) {
    parts.push(['   To copy:', ...step.copy.map((each) => copyText(pluginId, each))].join('\n'));
  }
  if (step.fills !== undefined && step.fills.length > 0) {
    parts.push(`   Gives: ${step.fills.join(', ')}`);
  }
  return [`${index + 1}. ${plainText(step.title)} (${step.id})`, ...parts].join('\n\n');
}

type CopyValue = NonNullable<ManifestSetupStep['copy']>[number];

/** A file is named by the command that saves it; other values of several lines stand below their label. */
function copyText(pluginId: string, { label, value, file }: CopyValue): string {
  if (file !== undefined) {
    const save = `rollcall plugin show ${pluginId} --file ${file} > ${file}`;
    return `   - ${plainText(label)}: ${printable(save)}`;
  }
  const lines = value.trimEnd().split('\n');
  const shown = lines.length === 1 ? ` ${value.trim()}` : `\n${lines.join('\n')}`;
  return `   - ${plainText(label)}:${printable(shown)}`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `   ${line}`))
    .join('\n');
}
