import type { RunStream } from '../../api/runs.js';
import type { State } from '../../components/state-line.js';
import { detailWords } from '../../words/details.js';

const words = detailWords.stream;

/** The state of a stream in a run, in words; with what to do where it did not succeed. */
export function streamState(stream: Pick<RunStream, 'status' | 'reason' | 'hint'>): State {
  const reason = stream.reason ?? '';
  const detail = stream.hint ?? undefined;
  switch (stream.status) {
    case 'waiting':
      return { shape: 'queued', words: words.waiting };
    case 'running':
      return { shape: 'running', words: words.running };
    case 'done':
      return { shape: 'ok', words: words.done };
    case 'skipped':
      return { shape: 'warning', words: words.skipped(reason), detail };
    case 'paused':
      return { shape: 'quota', words: words.paused, detail: reason || undefined };
    case 'failed':
      return { shape: 'bad', words: words.failed(reason), detail };
  }
}
