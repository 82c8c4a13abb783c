import type { ManifestSetupStep } from '@rollcall/core';

import { plainText, printable } from './plain-text.js';

/** The whole setup guide for people: every step with what it says, and what is to be copied. */
export function setupText(steps: readonly ManifestSetupStep[]): string {
  return ['SETUP GUIDE', ...steps.map(stepText)].join('\n\n');
}

function stepText(step: ManifestSetupStep, index: number): string {
  const parts = [indent(plainText(step.body))];
  if (step.link !== undefined) parts.push(`   More: ${plainText(step.link)}`);
  if (step.copy !== undefined && step.copy.length > 0) {
    parts.push(['   To copy:', ...step.copy.map(copyText)].join('\n'));
  }
  if (step.fills !== undefined && step.fills.length > 0) {
    parts.push(`   Gives: ${step.fills.join(', ')}`);
  }
  return [`${index + 1}. ${plainText(step.title)} (${step.id})`, ...parts].join('\n\n');
}

/** A value of several lines stands below its label, so that it can be selected as it is. */
function copyText({ label, value }: { readonly label: string; readonly value: string }): string {
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
