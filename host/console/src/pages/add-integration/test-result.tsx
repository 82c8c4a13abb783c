import { UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangleFilled,
  IconChevronDown,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconExclamationCircleFilled,
  IconLoader2,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';

import type { Check, TestOutcome } from '../../api/drafts.js';
import { addWords as words } from '../../words/add.js';
import classes from './test-result.module.css';

/** What a test said, or says by now. */
export interface TestResultProps {
  readonly checks: readonly Check[];
  /** Undefined while the test runs. */
  readonly outcome: Pick<TestOutcome, 'connected'> | undefined;
  readonly tookMs?: number | undefined;
  /** Why the result counts no more. */
  readonly stale?: string | undefined;
  /** The number and title of a step of the guide. */
  readonly stepOf: (id: string) => { readonly number: number; readonly title: string } | undefined;
  /** Shows a step; without it, steps are named only. */
  readonly onStep?: ((id: string) => void) | undefined;
}

type Status = Check['status'];

const shapes: Readonly<Record<Status, { icon: TablerIcon; tone: string }>> = {
  failed: { icon: IconExclamationCircleFilled, tone: 'bad' },
  warning: { icon: IconAlertTriangleFilled, tone: 'wait' },
  skipped: { icon: IconCircleMinus, tone: 'idle' },
  passed: { icon: IconCircleCheckFilled, tone: 'ok' },
};

const order: readonly Status[] = ['failed', 'warning', 'skipped', 'passed'];

/** The outcome of a connectivity test: what failed first, with what to do; what passed is folded. */
export function TestResult(props: TestResultProps) {
  const { checks, outcome, stale } = props;
  const sorted = checks.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const isQuiet = ({ status }: Check) => status === 'passed' || status === 'skipped';
  const quiet = sorted.filter(isQuiet);
  const loud = sorted.filter((check) => !isQuiet(check));
  const isFolded = outcome !== undefined && loud.length > 0;
  return (
    <section
      className={classes.result}
      data-tone={toneOf(checks, outcome)}
      data-stale={stale === undefined ? undefined : true}
    >
      <Banner {...props} />
      {stale === undefined ? null : <p className="rc-meta">{stale}</p>}
      <ul className={classes.checks}>
        {loud.map((check) => (
          <CheckLine key={check.id} check={check} {...props} />
        ))}
        {isFolded
          ? null
          : quiet.map((check) => <CheckLine key={check.id} check={check} {...props} />)}
      </ul>
      {isFolded && quiet.length > 0 ? <Quiet {...props} checks={quiet} /> : null}
    </section>
  );
}

function Banner({ checks, outcome, tookMs }: TestResultProps) {
  const passed = checks.filter(({ status }) => status === 'passed').length;
  const failed = checks.filter(({ status }) => status === 'failed').length;
  const warnings = checks.filter(({ status }) => status === 'warning').length;
  const tone = toneOf(checks, outcome);
  const Icon = {
    run: IconLoader2,
    ok: IconCircleCheckFilled,
    wait: IconAlertTriangleFilled,
    bad: IconExclamationCircleFilled,
  }[tone];
  return (
    <p className={classes.banner} role="status">
      <Icon size={16} stroke={2} aria-hidden className={tone === 'run' ? classes.spinner : ''} />
      <strong>{headline(outcome, failed, checks.length)}</strong>
      {tone === 'wait' ? <span>{words.warnings(warnings)}</span> : null}
      {tone === 'ok' && tookMs !== undefined ? <span>{words.passedIn(passed, tookMs)}</span> : null}
    </p>
  );
}

/** Connected is said the same with and without warnings: they are for the data, not for the connection. */
function headline(outcome: TestResultProps['outcome'], failed: number, of: number): string {
  if (outcome === undefined) return words.testing;
  if (outcome.connected) return words.connected;
  return failed === 0 ? words.notConnectedAtAll : words.notConnected(failed, of);
}

function toneOf(
  checks: readonly Check[],
  outcome: TestResultProps['outcome'],
): 'run' | 'ok' | 'wait' | 'bad' {
  if (outcome === undefined) return 'run';
  if (!outcome.connected) return 'bad';
  return checks.some(({ status }) => status === 'warning') ? 'wait' : 'ok';
}

interface CheckLineProps extends Pick<TestResultProps, 'stepOf' | 'onStep'> {
  readonly check: Check;
}

function CheckLine({ check, stepOf, onStep }: CheckLineProps) {
  const { icon: Icon, tone } = shapes[check.status];
  const { setupStep } = check;
  const step = setupStep === null || check.status === 'passed' ? undefined : stepOf(setupStep);
  return (
    <li className={classes.check} data-tone={tone}>
      <Icon size={16} stroke={2} role="img" aria-label={words.checkStatus[check.status]} />
      <div className={classes.words}>
        <span className="rc-name">{check.title}</span>
        {check.detail ? <span className="rc-small">{check.detail}</span> : null}
        {check.hint && check.status !== 'passed' ? (
          <span className="rc-small">{check.hint}</span>
        ) : null}
        {step && setupStep !== null ? (
          <StepLink id={setupStep} step={step} onStep={onStep} />
        ) : null}
      </div>
    </li>
  );
}

interface StepLinkProps {
  readonly id: string;
  readonly step: { readonly number: number; readonly title: string };
  readonly onStep: ((id: string) => void) | undefined;
}

function StepLink({ id, step, onStep }: StepLinkProps) {
  const text = words.toStep(step.number, step.title);
  if (!onStep) return <span className="rc-small">{text}</span>;
  return (
    <button type="button" className={`${classes.link} rc-small`} onClick={() => onStep(id)}>
      {text}
    </button>
  );
}

interface QuietProps extends Pick<TestResultProps, 'stepOf' | 'onStep'> {
  readonly checks: readonly Check[];
}

/** What needs nobody: folded below what does. */
function Quiet({ checks, ...props }: QuietProps) {
  const passed = checks.filter(({ status }) => status === 'passed').length;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div>
      <UnstyledButton
        className={`${classes.fold} rc-small`}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {passed > 0 ? (
          <IconCircleCheckFilled size={16} stroke={2} aria-hidden />
        ) : (
          <IconCircleMinus size={16} stroke={2} aria-hidden />
        )}
        {words.checksFolded(passed, checks.length - passed)}
        <IconChevronDown size={14} stroke={1.6} aria-hidden data-open={isOpen || undefined} />
      </UnstyledButton>
      {isOpen ? (
        <ul className={classes.checks}>
          {checks.map((check) => (
            <CheckLine key={check.id} check={check} {...props} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}
