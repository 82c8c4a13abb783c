import { type EntityName, entities } from '@rollcall/core';

import type { CheckDescription } from './check.js';

/** What is known of a stream when checks look at its records. */
export interface StreamFacts {
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly entity: EntityName | 'record';
  /** Whether it is collected. */
  readonly isOn: boolean;
  readonly isSnapshot: boolean;
  /** What the latest run that read it came to; undefined where there was none. */
  readonly outcome: 'done' | 'skipped' | 'paused' | 'failed' | undefined;
  /** Why it was not read, and what to do. */
  readonly reason: string | undefined;
  readonly hint: string | undefined;
  /** When it was last read to its end. */
  readonly readAt: Date | undefined;
  /** Whether the latest pass saw every record of the provider, and none of another pass lies between. */
  readonly isWhole: boolean;
}

/** Whether a check can judge. */
export type Availability =
  | { readonly isAvailable: false; readonly reason: string }
  | {
      readonly isAvailable: true;
      /** When the oldest of its facts were read. */
      readonly factsAt: Date | undefined;
      /** Whether the absence of a finding proves that its cause is gone. */
      readonly isProven: boolean;
    };

/** Whether the streams of an integration give a check what it needs; else why not, and what to do. */
export function availabilityOf(
  check: Pick<CheckDescription, 'entities'>,
  streams: readonly StreamFacts[],
): Availability {
  const needed = check.entities.map((entity) => ({
    entity,
    carriers: streams.filter((stream) => stream.entity === entity),
  }));
  const reasons = needed.flatMap(({ entity, carriers }) => missing(entity, carriers));
  if (reasons.length > 0) return { isAvailable: false, reason: reasons.join(' ') };
  const carriers = needed.flatMap((each) => each.carriers);
  const readings = carriers.filter(isRead).map(({ readAt }) => readAt?.getTime() ?? 0);
  return {
    isAvailable: true,
    factsAt: readings.length > 0 ? new Date(Math.min(...readings)) : undefined,
    isProven: carriers.every(provesAbsence),
  };
}

/** Why a field that no record has cannot be judged. */
export function fieldMissing(field: string, streams: readonly StreamFacts[]): string {
  const [entity, name] = field.split('.');
  const stream = streams.find((each) => each.entity === entity && each.isOn);
  const where = stream ? `"${stream.title}" (stream ${stream.name})` : `"${entity}"`;
  return `No record of ${where} has the field ${name}. Run "rollcall integration test" to see which permission is missing.`;
}

function isRead({ isOn, outcome, readAt }: StreamFacts): boolean {
  return isOn && outcome !== 'skipped' && readAt !== undefined;
}

/** A stream that was never read has no records that could be older than they look. */
function provesAbsence(stream: StreamFacts): boolean {
  if (stream.readAt === undefined && stream.outcome !== 'failed' && stream.outcome !== 'paused') {
    return true;
  }
  return isRead(stream) && stream.isWhole;
}

function missing(entity: EntityName, carriers: readonly StreamFacts[]): readonly string[] {
  if (carriers.some(isRead)) return [];
  const [first] = carriers.filter(({ isOn }) => isOn);
  if (first) return [notRead(first)];
  const [off] = carriers;
  if (off) {
    return [
      `"${off.title}" is not collected. Switch the stream ${off.name} on with "rollcall integration edit ID --option streams=…", or in the integration's Streams.`,
    ];
  }
  const { title } = entities[entity];
  return [`"${title}" is not collected: the plugin has no stream for it.`];
}

function notRead({ title, name, outcome, reason, hint }: StreamFacts): string {
  const subject = `"${title}" (stream ${name})`;
  const why = [reason, hint].filter((part) => part !== undefined).map(sentence);
  if (outcome === 'skipped') return [`${subject} was skipped.`, ...why].join(' ');
  if (outcome === 'failed') return [`${subject} could not be read.`, ...why].join(' ');
  const wait =
    outcome === undefined
      ? 'has not been collected yet. Run "rollcall integration collect".'
      : 'has not been read to its end yet. It goes on by itself, or with "rollcall integration collect".';
  return `${subject} ${wait}`;
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
