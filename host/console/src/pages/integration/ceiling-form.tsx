import { Button, NumberInput, Slider } from '@mantine/core';
import { useState } from 'react';

import type { WholeIntegration } from '../../api/integrations.js';
import { ErrorNote } from '../../components/error-note.js';
import { useToast } from '../../components/toast.js';
import { detailWords } from '../../words/details.js';
import classes from './quota-tab.module.css';
import { useOptions } from './use-options.js';

const words = detailWords.quota;
const least = 50;
const most = 95;

interface CeilingFormProps {
  readonly integration: WholeIntegration;
  readonly limit: number;
  /** In requests, as the host counts it. */
  readonly ceiling: number;
}

/** Sets how far usage may go through Rollcall, and says what that leaves to others. */
export function CeilingForm({ integration, limit, ceiling }: CeilingFormProps) {
  const stored = percentOf(integration.options.ceiling) ?? Math.round((ceiling / limit) * 100);
  const [value, setValue] = useState(stored);
  const toast = useToast();
  const options = useOptions(integration.id, () => toast({ text: words.saved }));
  return (
    <form
      className={`${classes.ceiling} rc-card`}
      onSubmit={(event) => {
        event.preventDefault();
        options.mutate({ ceiling: value });
      }}
    >
      <div>
        <h2>{words.ceiling}</h2>
        <p className="rc-meta">{words.ceilingHelp}</p>
      </div>
      <div className={classes.slider}>
        <Slider
          min={least}
          max={most}
          value={value}
          label={null}
          thumbLabel={words.ceiling}
          onChange={setValue}
        />
        <NumberInput
          aria-label={words.ceiling}
          w={96}
          min={1}
          max={most}
          value={value}
          suffix=" %"
          hideControls
          onChange={(next) => setValue(percentOf(next) ?? value)}
        />
      </div>
      <p className="rc-meta">{words.leaves(limit - Math.floor((limit * value) / 100))}</p>
      {options.error ? <ErrorNote error={options.error} title={words.saveFailed} /> : null}
      <div>
        <Button
          type="submit"
          variant="default"
          disabled={value === stored}
          loading={options.isPending}
        >
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function percentOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 1 && value <= most ? value : undefined;
}
