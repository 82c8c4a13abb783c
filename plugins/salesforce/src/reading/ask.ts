import { endsRun } from '@rollcall/core';

import { compositeQueries, readPages } from '../api/composite.js';
import { errorOf } from '../api/error-map.js';
import { type Fault, missingFields } from '../api/fault.js';
import { type Page, type QueryAnswer, readPage } from '../api/query.js';
import { soql } from '../api/soql.js';
import { learnAbsent } from './knowledge.js';
import { type Reading, stopIfAborted } from './read-tables.js';

/** A query whose first page is all that is wanted. */
export interface Question {
  /** Names the answer, and the fields that are known to be absent. */
  readonly key: string;
  readonly object: string;
  readonly fields: readonly string[];
  /** Left out where the user may not see them. */
  readonly optional?: readonly string[];
  readonly where?: readonly string[];
  readonly orderBy?: string;
  readonly limit?: number;
}

/** What several questions were answered, by their keys. */
export interface Replies {
  readonly replies: ReadonlyMap<string, Reply>;
  /** Counted requests that it took. */
  readonly requests: number;
}

/** What one question was answered. */
export type Reply = Page | { readonly fault: Fault };

/**
 * Asks several questions, five to a counted request, and asks again without fields that are
 * absent, with at most `maxRequests` in all. What is open then is answered with its last fault.
 * @throws errors that end the run
 */
export async function ask(
  reading: Reading,
  questions: readonly Question[],
  options: { readonly purpose: string; readonly maxRequests: number },
): Promise<Replies> {
  const replies = new Map<string, Reply>();
  let open = [...questions];
  let requests = 0;
  for (; requests < options.maxRequests && open.length > 0; requests += 1) {
    stopIfAborted(reading.signal);
    const group = open.slice(0, compositeQueries);
    const answers = await answersOf(reading, group, options.purpose);
    const again: Question[] = [];
    for (const [place, answer] of answers.entries()) {
      const question = group[place];
      if (question === undefined) continue;
      replies.set(question.key, replyOf(answer, question));
      if ('fault' in answer && canAskAgain(reading, question, answer.fault)) again.push(question);
    }
    open = [...open.slice(group.length), ...again];
  }
  return { replies, requests };
}

/** The fields that a question asks for now. */
function fieldsOf(reading: Reading, question: Question): readonly string[] {
  const absent = reading.knowledge.absent.get(question.key) ?? [];
  const optional = (question.optional ?? []).filter((field) => !absent.includes(field));
  return [...question.fields, ...optional];
}

async function answersOf(
  reading: Reading,
  group: readonly Question[],
  purpose: string,
): Promise<readonly QueryAnswer[]> {
  const steps = group.map((question) => ({
    soql: soql({ ...question, fields: fieldsOf(reading, question) }),
  }));
  const only = steps.length === 1 ? steps[0] : undefined;
  if (only) return [await readPage(reading.http, only, purpose)];
  return readPages(reading.http, steps, purpose);
}

function replyOf(answer: QueryAnswer, question: Question): Reply {
  if ('page' in answer) return answer.page;
  const error = errorOf(answer.fault, question.object);
  if (endsRun(error)) throw error;
  return { fault: answer.fault };
}

function canAskAgain(reading: Reading, question: Question, fault: Fault): boolean {
  const missing = missingFields(fault, fieldsOf(reading, question)).filter((field) =>
    question.optional?.includes(field),
  );
  if (missing.length > 0) learnAbsent(reading.knowledge, question.key, missing);
  return missing.length > 0;
}
