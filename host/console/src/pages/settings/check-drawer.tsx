import { Button, NumberInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

import type { Check } from '../../api/checks.js';
import type { Integration } from '../../api/integrations.js';
import { useMay } from '../../app/session-context.js';
import { ErrorNote } from '../../components/error-note.js';
import { MarkdownText } from '../../components/markdown.js';
import { SideDrawer } from '../../components/side-drawer.js';
import { StateLine } from '../../components/state-line.js';
import { useToast } from '../../components/toast.js';
import { checkWords as words } from '../../words/checks.js';
import { useOptions } from '../integration/use-options.js';
import { resultOf } from './check-columns.js';
import classes from './check-drawer.module.css';
import { checkOptionsOf, thresholdOptions } from './check-options.js';

interface CheckDrawerProps {
  readonly check: Check;
  readonly integration: Integration;
  readonly onClose: () => void;
}

/** One check in full, and the values from which on it tells something. */
export function CheckDrawer({ check, integration, onClose }: CheckDrawerProps) {
  const result = check.results.find(({ integrationId }) => integrationId === integration.id);
  return (
    <SideDrawer isOpen onClose={onClose} title={check.title}>
      <div className={classes.drawer}>
        <StateLine state={resultOf(check, integration)} />
        <Part title={words.asks} text={check.question} />
        {result?.status === 'unavailable' && result.reason !== null ? (
          <Part title={words.missing} text={result.reason} />
        ) : null}
        {Object.keys(check.thresholds).length > 0 ? (
          <ThresholdForm check={check} integration={integration} />
        ) : null}
        <Part title={words.why} text={check.explanation} />
        <Part title={words.remedy} text={check.remediation} />
        <Part title={words.severity} text={check.severityRule} />
      </div>
    </SideDrawer>
  );
}

function Part({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      <MarkdownText text={text} />
    </section>
  );
}

function ThresholdForm({ check, integration }: Omit<CheckDrawerProps, 'onClose'>) {
  const mayAct = useMay('operator');
  const toast = useToast();
  const { set } = checkOptionsOf(integration.options, check);
  const [entered, setEntered] = useState<Readonly<Record<string, number | string>>>(set);
  const options = useOptions(integration.id, () => toast({ text: words.saved(check.title) }));
  const faults = faultsOf(check, entered);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(faults).length === 0) {
      options.mutate(thresholdOptions(check, numbersOf(entered)));
    }
  };
  const reset = () => {
    setEntered({});
    options.mutate(thresholdOptions(check, {}));
  };
  return (
    <form className={classes.thresholds} onSubmit={submit} noValidate>
      <h3>{words.thresholds}</h3>
      {Object.entries(check.thresholds).map(([name, threshold]) => (
        <NumberInput
          key={name}
          label={threshold.description}
          description={words.byDefaultOf(threshold.default, threshold.unit)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          suffix={threshold.unit === 'share' ? '' : ` ${threshold.unit}`}
          decimalScale={threshold.unit === 'share' ? 4 : 2}
          hideControls
          readOnly={!mayAct}
          value={entered[name] ?? threshold.default}
          error={faults[name]}
          onChange={(value) => setEntered({ ...entered, [name]: value })}
        />
      ))}
      {options.error ? <ErrorNote error={options.error} title={words.notSaved} /> : null}
      {mayAct ? (
        <div className={classes.buttons}>
          <Button type="submit" variant="default" loading={options.isPending}>
            {words.save}
          </Button>
          {Object.keys(set).length > 0 ? (
            <Button variant="subtle" onClick={reset}>
              {words.reset}
            </Button>
          ) : null}
        </div>
      ) : (
        <p className="rc-meta">{words.readOnly}</p>
      )}
    </form>
  );
}

function faultsOf(
  check: Check,
  entered: Readonly<Record<string, number | string>>,
): Readonly<Record<string, string>> {
  const wrong = Object.entries(check.thresholds).filter(([name, { min, max }]) => {
    const value = entered[name];
    if (value === undefined) return false;
    return typeof value !== 'number' || value < min || value > max;
  });
  return Object.fromEntries(
    wrong.map(([name, { min, max, unit }]) => [name, words.range(min, max, unit)]),
  );
}

function numbersOf(
  entered: Readonly<Record<string, number | string>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(entered).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value]] : [],
    ),
  );
}
