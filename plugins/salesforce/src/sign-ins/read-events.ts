import { compositeQueries, readPages } from '../api/composite.js';
import { errorOf } from '../api/error-map.js';
import type { Fault } from '../api/fault.js';
import { type Page, type QueryAnswer, readPage } from '../api/query.js';
import type { Row } from '../api/row.js';
import { pageSize } from '../api/version.js';
import { type Reading, stopIfAborted } from '../reading/read-tables.js';
import type { EventStream } from '../streams/event-stream.js';
import { chooseLanes, type Remaining } from './lanes.js';
import { type Asked, type WindowPage, WindowQuery } from './window-query.js';
import { advance, halve, type ReadState, type Window } from './windows.js';

/** Windows that are read side by side where each page is a request of its own. */
export const plainLanes = 2;

/** Rows that were read, and the state once they are stored. */
export interface EventPage {
  readonly rows: readonly Row[];
  readonly state: ReadState;
}

/** Where reading begins, and how. */
export interface EventStart {
  readonly state: ReadState;
  /** The first page of the first window, where it was read already. */
  readonly first?: Page | undefined;
  /** Windows to read side by side; one when absent. */
  readonly lanes?: number | undefined;
  /** Whether their pages come together in composites, as long as those are whole. */
  readonly isComposite?: boolean | undefined;
}

/**
 * Reads the windows of a state that queries read, newest first, each in the order (time, id). Every
 * page moves the state, so that another process continues after it.
 * @throws `CURSOR_STUCK` when the org gives no way past a boundary, `QUERY_TIMEOUT` when a window of
 *   a minute is too long for it, `PERMISSION_MISSING` when the object cannot be read
 */
export async function* readEvents(
  reading: Reading,
  stream: EventStream,
  start: EventStart,
): AsyncGenerator<EventPage> {
  const asking = new Asking(reading, stream, start);
  let { state } = start;
  while (state.windows.some((window) => window.bulk === undefined)) {
    const round = await asking.round(state);
    state = round.state;
    for (const { window, page } of round.answers) {
      if (page === 'timeout') {
        const halved = halve(state, window);
        if (halved === undefined) {
          throw errorOf(timeoutFault, `${stream.object} from ${window.from}`);
        }
        state = halved;
      } else if (page !== undefined) {
        state = advance(state, window, page);
        yield { rows: page.rows, state };
      }
    }
    // what came beside it is stored by now
    if ('error' in round) throw round.error;
  }
}

const timeoutFault: Fault = {
  status: 400,
  errorCode: 'QUERY_TIMEOUT',
  message: 'a window of one minute still takes too long',
};

/** What came of the windows of a round, and the state with the windows as they were cut for it. */
interface Round {
  readonly state: ReadState;
  readonly answers: readonly {
    readonly window: Window;
    readonly page: WindowPage | 'timeout' | undefined;
  }[];
  /** The first of the errors, where there was one. */
  readonly error?: unknown;
}

/** The queries in hand, by the end of their windows. */
class Asking {
  readonly #queries = new Map<string, WindowQuery>();
  readonly #known: Remaining = { rows: new Map(), parts: new Set() };
  readonly #reading: Reading;
  readonly #asked: Asked;
  readonly #lanes: number;
  #isComposite: boolean;
  #first: Page | undefined;

  constructor(reading: Reading, stream: EventStream, start: EventStart) {
    this.#reading = reading;
    this.#asked = { stream, knowledge: reading.knowledge, byTimeOnly: false };
    this.#isComposite = start.isComposite === true;
    this.#lanes = start.lanes ?? 1;
    this.#first = start.first;
  }

  /** Asks for a page of each of the next windows. What came is given even where another one failed. */
  async round(before: ReadState): Promise<Round> {
    stopIfAborted(this.#reading.signal);
    const first = this.#first;
    this.#first = undefined;
    const lanes = this.#isComposite ? compositeQueries : Math.min(this.#lanes, plainLanes);
    const most = first === undefined ? lanes : 1;
    const { state, windows } = chooseLanes(before, most, this.#known);
    this.#letGo(state);
    const settled: readonly Settled[] =
      first === undefined ? await this.#ask(windows) : [{ answer: { page: first } }];
    const taken = windows.map((window, place) => this.#take(window, settled[place]));
    const failed = taken.find((entry) => 'error' in entry);
    const answers = taken.flatMap((entry) => ('error' in entry ? [] : [entry]));
    return { state, answers, ...failed };
  }

  #take(window: Window, settled: Settled | undefined): Round['answers'][number] | Failed {
    if (settled === undefined || 'error' in settled) return { error: settled?.error };
    const query = this.#queryOf(window);
    try {
      const page = query.take(settled.answer, window);
      if (query.remaining !== undefined) this.#known.rows.set(window.to, query.remaining);
      if (page === 'timeout' || page?.isLast === true) this.#queries.delete(window.to);
      return { window, page };
    } catch (error) {
      return { error };
    }
  }

  /** Lets go of queries whose window was cut: its parts have other ends, or another beginning. */
  #letGo(state: ReadState): void {
    const begins = new Map(state.windows.map((window) => [window.to, window.from]));
    for (const [to, from] of this.#begun) {
      if (begins.get(to) === from) continue;
      this.#begun.delete(to);
      this.#queries.delete(to);
    }
  }

  readonly #begun = new Map<string, string>();

  #queryOf(window: Window): WindowQuery {
    const known = this.#queries.get(window.to);
    if (known !== undefined) return known;
    const query = new WindowQuery(this.#asked);
    this.#queries.set(window.to, query);
    this.#begun.set(window.to, window.from);
    return query;
  }

  async #ask(windows: readonly Window[]): Promise<readonly Settled[]> {
    const steps = windows.map((window) => this.#queryOf(window).step(window));
    const { http } = this.#reading;
    const { stream } = this.#asked;
    const purpose = `${stream.name}/${stream.object}`;
    if (!this.#isComposite || steps.length === 1) {
      return Promise.all(steps.map((step) => settled(readPage(http, step, purpose))));
    }
    const answers = await readPages(http, steps, purpose);
    this.#learnSize(answers);
    return answers.map((answer) => ({ answer }));
  }

  /** Leaves composites when they carry fewer rows than a page of its own would. */
  #learnSize(answers: readonly QueryAnswer[]): void {
    const sizes = answers.flatMap((answer) =>
      'page' in answer && answer.page.next !== undefined ? [answer.page.rows.length] : [],
    );
    if (sizes.length === 0) return;
    const rows = Math.max(...sizes);
    this.#reading.knowledge.compositeRows = rows;
    if (rows * compositeQueries <= pageSize) this.#isComposite = false;
  }
}

interface Failed {
  readonly error: unknown;
}

type Settled = { readonly answer: QueryAnswer } | Failed;

async function settled(answer: Promise<QueryAnswer>): Promise<Settled> {
  try {
    return { answer: await answer };
  } catch (error) {
    return { error };
  }
}
