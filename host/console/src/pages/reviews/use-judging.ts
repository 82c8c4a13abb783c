import { useMutation, useQueryClient } from '@tanstack/react-query';

import { decideLines, type Judgement, linesQuery, type ReviewLine } from '../../api/reviews.js';
import { useSession } from '../../app/session-context.js';

/** Judges lines: shown at once, and taken back when it was refused. */
export function useJudging(id: string) {
  const client = useQueryClient();
  const { login } = useSession().user;
  const { queryKey } = linesQuery(id);
  return useMutation({
    mutationFn: (judgement: Judgement) => decideLines(id, judgement),
    onMutate: async (judgement) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (lines) => lines && judged(lines, judgement, login));
      return { before };
    },
    onError: (_error, _judgement, context) => {
      client.setQueryData(queryKey, context?.before);
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['reviews', id], exact: true }),
        client.invalidateQueries({ queryKey: ['reviews', 'of'] }),
      ]),
  });
}

function judged(
  lines: readonly ReviewLine[],
  { lines: numbers, decision, note = '' }: Judgement,
  decidedBy: string,
): readonly ReviewLine[] {
  const chosen = new Set(numbers);
  const decidedAt = new Date().toISOString();
  const said = { decision, note: note === '' ? null : note, decidedBy, decidedAt };
  return lines.map((line) => (chosen.has(line.line) ? { ...line, ...said } : line));
}
