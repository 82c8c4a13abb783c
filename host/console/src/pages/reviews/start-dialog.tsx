import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { integrationsQuery } from '../../api/integrations.js';
import { type ReviewKind, startReview } from '../../api/reviews.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { reviewWords } from '../../words/reviews.js';
import { reviewHref } from './review-names.js';
import { type PeriodName, periodNames, periodOf } from './review-period.js';

const words = reviewWords.start;

/** Asks what is to be reviewed, then leads to it. */
export function StartDialog({
  kind,
  onClose,
}: {
  readonly kind: ReviewKind;
  readonly onClose: () => void;
}) {
  const { data: integrations = [] } = useQuery(integrationsQuery);
  const [integration, setIntegration] = useState<string | null>(null);
  const [name, setName] = useState<PeriodName>(periodNames[kind][0]);
  const [days, setDays] = useState({ from: '', to: '' });
  const [isTried, setIsTried] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: startReview,
    onSuccess: async ({ id }) => {
      navigate(reviewHref({ kind, id }));
      await client.invalidateQueries({ queryKey: ['reviews', 'of', kind] });
    },
  });
  const { period, faults } = periodOf(name, days, new Date());
  const submit = () => {
    setIsTried(true);
    if (period) start.mutate({ kind, integration: integration ?? undefined, ...period });
  };
  return (
    <QuestionDialog
      title={words.title[kind]}
      verb={words.verb}
      isPending={start.isPending}
      error={start.error}
      failed={words.failed}
      onConfirm={submit}
      onClose={onClose}
    >
      <p>{words.text}</p>
      <Select
        label={words.integration}
        data={[
          { value: '', label: words.all },
          ...integrations.map(({ id, name: label }) => ({ value: id, label })),
        ]}
        value={integration ?? ''}
        allowDeselect={false}
        onChange={(value) => setIntegration(value || null)}
      />
      <Select
        label={kind === 'access' ? words.compare : words.period}
        data={periodNames[kind].map((value) => ({ value, label: words.periods[value] }))}
        value={name}
        allowDeselect={false}
        onChange={(value) => setName(value ?? periodNames[kind][0])}
      />
      {name === 'custom' || name === 'since' ? (
        <TextInput
          type="date"
          label={name === 'since' ? words.day : words.from}
          value={days.from}
          error={isTried ? faults.from : undefined}
          onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
        />
      ) : null}
      {name === 'custom' ? (
        <TextInput
          type="date"
          label={words.to}
          value={days.to}
          error={isTried ? faults.to : undefined}
          onChange={(event) => setDays({ ...days, to: event.currentTarget.value })}
        />
      ) : null}
    </QuestionDialog>
  );
}
