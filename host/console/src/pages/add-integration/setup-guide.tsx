import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconCheck,
  IconChevronDown,
  IconDownload,
  IconExclamationMark,
  IconExternalLink,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import type { Check } from '../../api/drafts.js';
import type { SetupStep } from '../../api/plugins.js';
import { CopyText } from '../../components/copy-button.js';
import { MarkdownText } from '../../components/markdown.js';
import { addWords as words } from '../../words/add.js';
import classes from './setup-guide.module.css';
import { useStoredState } from './stored-state.js';

interface SetupGuideProps {
  readonly pluginId: string;
  readonly steps: readonly SetupStep[];
  /** Checks that failed and name a step. */
  readonly failed: readonly Check[];
  /** The field that the person is in. */
  readonly field: string | undefined;
  /** The step to open and show: a failed check's. */
  readonly wanted: string | undefined;
}

/** The steps in the product, beside the form that they fill. Ticks stay in this browser. */
export function SetupGuide({ pluginId, steps, failed, field, wanted }: SetupGuideProps) {
  const [ticks, setTicks] = useStoredState<readonly string[]>(
    'browser',
    `rollcall-guide-${pluginId}`,
    [],
  );
  const done = steps.filter(({ id }) => ticks.includes(id)).length;
  const firstOpen = steps.find(({ id }) => !ticks.includes(id))?.id;
  const [open, setOpen] = useState(firstOpen);
  const [isFolded, setIsFolded] = useState(
    useMediaQuery('(max-width: 1099.98px)', false, { getInitialValueInEffect: false }) === true,
  );
  useEffect(() => {
    if (wanted === undefined) return;
    setOpen(wanted);
    setIsFolded(false);
  }, [wanted]);
  const tick = (id: string) => {
    const isTicked = ticks.includes(id);
    setTicks(isTicked ? ticks.filter((other) => other !== id) : [...ticks, id]);
    if (!isTicked) setOpen(steps[steps.findIndex((step) => step.id === id) + 1]?.id);
  };
  return (
    <section className={`${classes.guide} rc-card`} aria-label={words.guide}>
      <UnstyledButton
        className={classes.head}
        aria-expanded={!isFolded}
        onClick={() => setIsFolded(!isFolded)}
      >
        <h2>{words.guide}</h2>
        <span className="rc-meta">{words.guideDone(done, steps.length)}</span>
        <IconChevronDown size={16} stroke={1.6} aria-hidden data-open={!isFolded || undefined} />
      </UnstyledButton>
      <ol className={classes.steps} hidden={isFolded}>
        {steps.map((step, index) => (
          <Step
            key={step.id}
            pluginId={pluginId}
            step={step}
            number={index + 1}
            isOpen={open === step.id}
            isDone={ticks.includes(step.id)}
            isActive={field !== undefined && (step.fills ?? []).includes(field)}
            failedCount={failed.filter(({ setupStep }) => setupStep === step.id).length}
            isWanted={wanted === step.id}
            onToggle={() => setOpen(open === step.id ? undefined : step.id)}
            onTick={() => tick(step.id)}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly pluginId: string;
  readonly step: SetupStep;
  readonly number: number;
  readonly isOpen: boolean;
  readonly isDone: boolean;
  readonly isActive: boolean;
  readonly failedCount: number;
  readonly isWanted: boolean;
  readonly onToggle: () => void;
  readonly onTick: () => void;
}

function Step(props: StepProps) {
  const { pluginId, step, number, isOpen, isDone, isActive, failedCount, isWanted } = props;
  const { onToggle, onTick } = props;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isWanted) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isWanted]);
  return (
    <li ref={element} className={classes.step} data-active={isActive || undefined}>
      <UnstyledButton className={classes.stepHead} aria-expanded={isOpen} onClick={onToggle}>
        <StepNumber number={number} isDone={isDone} isFailed={failedCount > 0} />
        <span className={classes.stepWords}>
          <span className="rc-name">{step.title}</span>
          {failedCount > 0 ? (
            <span className={`${classes.failed} rc-small`}>{words.failedHere(failedCount)}</span>
          ) : null}
        </span>
        <IconChevronDown size={16} stroke={1.6} aria-hidden data-open={isOpen || undefined} />
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <StepBody pluginId={pluginId} step={step} isDone={isDone} onTick={onTick} />
      </Collapse>
    </li>
  );
}

interface StepNumberProps {
  readonly number: number;
  readonly isDone: boolean;
  readonly isFailed: boolean;
}

function StepNumber({ number, isDone, isFailed }: StepNumberProps) {
  const state = isFailed ? 'failed' : isDone ? 'done' : 'open';
  return (
    <span className={classes.number} data-state={state}>
      {isFailed ? (
        <IconExclamationMark size={14} stroke={2.4} aria-hidden />
      ) : isDone ? (
        <IconCheck size={14} stroke={2.4} role="img" aria-label={words.done} />
      ) : (
        number
      )}
    </span>
  );
}

interface StepBodyProps {
  readonly pluginId: string;
  readonly step: SetupStep;
  readonly isDone: boolean;
  readonly onTick: () => void;
}

function StepBody({ pluginId, step, isDone, onTick }: StepBodyProps) {
  return (
    <div className={classes.body}>
      <MarkdownText text={step.body} />
      {step.copy && step.copy.length > 0 ? (
        <dl className={classes.copy}>
          {step.copy.map(({ label, value, file }) => (
            <div key={value} className={classes.copyRow}>
              <dt className="rc-meta">{label}</dt>
              <dd>
                {file === undefined ? (
                  <CopyText value={value} what={label} whole />
                ) : (
                  <a
                    href={`/api/v1/plugins/${encodeURIComponent(pluginId)}/setup-files/${encodeURIComponent(file)}`}
                    download={file}
                    className={classes.link}
                  >
                    <IconDownload size={16} stroke={1.6} aria-hidden />
                    {words.download(file)}
                  </a>
                )}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <div className={classes.actions}>
        <Button
          size="compact-sm"
          variant="default"
          aria-pressed={isDone}
          {...(isDone ? { leftSection: <IconCheck size={16} stroke={1.6} aria-hidden /> } : {})}
          onClick={onTick}
        >
          {isDone ? words.done : words.markDone}
        </Button>
        {step.link === undefined ? null : (
          <a href={step.link} target="_blank" rel="noreferrer noopener" className={classes.link}>
            {words.help}
            <IconExternalLink size={16} stroke={1.6} aria-hidden />
          </a>
        )}
      </div>
    </div>
  );
}
