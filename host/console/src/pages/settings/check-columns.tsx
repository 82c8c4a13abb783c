import { Switch, UnstyledButton } from '@mantine/core';

import type { Check } from '../../api/checks.js';
import type { Integration } from '../../api/integrations.js';
import { type State, StateLine } from '../../components/state-line.js';
import type { Column } from '../../components/table/column.js';
import { checkWords as words } from '../../words/checks.js';
import { checkOptionsOf } from './check-options.js';
import classes from './section.module.css';

/** Whose checks these are, and what can be done with them. */
export interface CheckContext {
  readonly integration: Integration;
  readonly mayAct: boolean;
  readonly onSwitch: (check: Check, isOn: boolean) => void;
  readonly onOpen: (check: Check) => void;
}

/** What is asked, what came of it, and from which values on. */
export function checkColumns(context: CheckContext): readonly Column<Check>[] {
  return [
    {
      id: 'on',
      title: words.columns.on,
      width: 72,
      cell: (check) => <OnSwitch check={check} context={context} />,
    },
    {
      id: 'check',
      title: words.columns.check,
      cell: (check) => <CheckName check={check} onOpen={() => context.onOpen(check)} />,
    },
    {
      id: 'result',
      title: words.columns.result,
      width: 200,
      cell: (check) => <StateLine state={resultOf(check, context.integration)} />,
    },
    {
      id: 'set',
      title: words.columns.set,
      width: 112,
      fromWidth: 720,
      cell: (check) => <Thresholds check={check} integration={context.integration} />,
    },
  ];
}

interface SwitchProps {
  readonly check: Check;
  readonly context: CheckContext;
}

function OnSwitch({ check, context: { integration, mayAct, onSwitch } }: SwitchProps) {
  return (
    <Switch
      aria-label={words.switch(check.title)}
      checked={checkOptionsOf(integration.options, check).isOn}
      disabled={!mayAct}
      onChange={(event) => onSwitch(check, event.currentTarget.checked)}
    />
  );
}

interface CheckNameProps {
  readonly check: Check;
  readonly onOpen: () => void;
}

function CheckName({ check, onOpen }: CheckNameProps) {
  return (
    <span className={classes.two}>
      <UnstyledButton className={`${classes.open} rc-cut`} onClick={onOpen}>
        {check.title}
      </UnstyledButton>
      <span className="rc-meta rc-cut" title={check.question}>
        {check.question}
      </span>
    </span>
  );
}

/** How it judged an integration lately. What cannot be judged is never green. */
export function resultOf(check: Check, { id, options }: Integration): State {
  if (!checkOptionsOf(options, check).isOn) return { shape: 'off', words: words.results.off };
  const result = check.results.find(({ integrationId }) => integrationId === id);
  if (!result) return { shape: 'untested', words: words.results.none };
  if (result.status === 'unavailable') return { shape: 'off', words: words.results.unavailable };
  if (result.status === 'pass') return { shape: 'ok', words: words.results.pass };
  return { shape: 'warning', words: words.results.fail(result.findings ?? 0) };
}

interface ThresholdsProps {
  readonly check: Check;
  readonly integration: Integration;
}

function Thresholds({ check, integration }: ThresholdsProps) {
  const changed = Object.keys(checkOptionsOf(integration.options, check).set).length;
  if (changed > 0) return words.changed(changed);
  const hasNone = Object.keys(check.thresholds).length === 0;
  return <span className="rc-meta">{hasNone ? words.noThresholds : words.byDefault}</span>;
}

/** The same where the page is narrow. */
export function CheckCard({ check, context }: SwitchProps) {
  return (
    <div className={classes.card}>
      <div className={classes.row}>
        <CheckName check={check} onOpen={() => context.onOpen(check)} />
        <OnSwitch check={check} context={context} />
      </div>
      <StateLine state={resultOf(check, context.integration)} />
    </div>
  );
}
