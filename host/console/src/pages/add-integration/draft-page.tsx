import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';

import type { WholePlugin } from '../../api/plugins.js';
import { ErrorNote } from '../../components/error-note.js';
import { ConfigForm } from '../../form/config-form.js';
import { addWords as words } from '../../words/add.js';
import { formWords } from '../../words/form.js';
import classes from './draft-page.module.css';
import { LeaveQuestion } from './leave-question.js';
import { SetupGuide } from './setup-guide.js';
import { TestResult } from './test-result.js';
import { type DraftForm, nameFieldId } from './use-draft.js';

interface DraftPageProps {
  readonly plugin: WholePlugin;
  readonly draft: DraftForm;
  readonly stored: ReadonlySet<string>;
  readonly storedAt?: string | undefined;
  /** Saves; what it throws stands above the footer. */
  readonly onSave: () => Promise<void>;
  readonly onCancel: () => void;
  readonly saveError: Error | undefined;
  readonly isSaving: boolean;
  /** The step of the guide to open first. */
  readonly step?: string | undefined;
  /** Above the fields: what a change asks for. */
  readonly notice?: ReactNode;
}

/** The setup guide beside the form, tested before it is saved. */
export function DraftPage(props: DraftPageProps) {
  const { plugin, draft } = props;
  const [field, setField] = useState<string>();
  const [wanted, setWanted] = useState(props.step);
  const { test } = draft.testing;
  const checks = test.phase === 'done' || test.phase === 'running' ? test.checks : [];
  const failed = checks.filter(({ status }) => status === 'failed');
  return (
    <div className={classes.columns}>
      <SetupGuide
        pluginId={plugin.id}
        steps={plugin.setup}
        failed={failed}
        field={field}
        wanted={
          wanted ?? failed.find(({ setupStep }) => setupStep !== null)?.setupStep ?? undefined
        }
      />
      <FormCard
        {...props}
        onEnter={(pointer) => setField(pointer.split('/')[1])}
        onStep={setWanted}
      />
      <LeaveQuestion isChanged={draft.isChanged && !props.isSaving} />
    </div>
  );
}

interface FormCardProps extends DraftPageProps {
  readonly onEnter: (pointer: string) => void;
  readonly onStep: (id: string) => void;
}

function FormCard(props: FormCardProps) {
  const { draft, stored, storedAt, onEnter, notice } = props;
  const { faults, form } = draft;
  const notes = useMemo(
    () => ({
      faults: faults.shown,
      stored,
      storedAt,
      onLeave: (pointer: string) => faults.left(pointer, form),
      onEnter,
    }),
    [faults, stored, storedAt, form, onEnter],
  );
  return (
    <form
      className={`${classes.card} rc-card`}
      aria-label={words.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void props.onSave();
      }}
    >
      <div className={classes.fields}>
        <TextInput
          id={nameFieldId}
          label={words.displayName}
          description={words.displayNameHelp}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={draft.name}
          error={draft.nameFault}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => draft.setName(event.currentTarget.value)}
        />
        {notice}
        <ConfigForm schema={draft.schema} value={form} onChange={draft.setForm} notes={notes} />
      </div>
      <Outcome {...props} />
      <Footer {...props} />
    </form>
  );
}

function Outcome({ draft, plugin, saveError, onStep }: FormCardProps) {
  const { test } = draft.testing;
  const stepOf = (id: string) => {
    const index = plugin.setup.findIndex((step) => step.id === id);
    const step = plugin.setup[index];
    return step && { number: index + 1, title: step.title };
  };
  return (
    <div className={classes.outcome}>
      {test.phase === 'running' ? (
        <TestResult checks={test.checks} outcome={undefined} stepOf={stepOf} />
      ) : null}
      {test.phase === 'done' ? (
        <TestResult
          checks={test.checks}
          outcome={test.outcome}
          tookMs={test.tookMs}
          stale={test.changed === undefined ? undefined : words.stale(test.changed)}
          stepOf={stepOf}
          onStep={onStep}
        />
      ) : null}
      {test.phase === 'broken' ? <ErrorNote error={test.error} title={words.testFailed} /> : null}
      {saveError ? <ErrorNote error={saveError} title={words.saveFailed} /> : null}
    </div>
  );
}

function Footer({ draft, onCancel, isSaving }: FormCardProps) {
  const count = draft.faults.shown.size + (draft.nameFault === undefined ? 0 : 1);
  const isTesting = draft.testing.test.phase === 'running';
  const test = async () => {
    if (await draft.isReady(false)) await draft.testing.run(draft.draft());
  };
  return (
    <footer className={classes.footer}>
      <p role="status" className={`${classes.count} rc-small`}>
        {count > 0 ? formWords.fixFields(count) : ''}
      </p>
      <div className={classes.buttons}>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {words.cancel}
        </Button>
        <span className={classes.gap} />
        <Button variant="default" loading={isTesting} onClick={() => void test()}>
          {words.test}
        </Button>
        <Button type="submit" loading={isSaving}>
          {words.save}
        </Button>
      </div>
    </footer>
  );
}
