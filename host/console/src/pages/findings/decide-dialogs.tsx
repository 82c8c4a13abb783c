import { Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { Disposition } from '../../api/findings.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { findingWords as words } from '../../words/findings.js';
import { useDecide } from './use-decide.js';

interface DecideDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  /** After it was done. */
  readonly onDone: () => void;
}

const dispositions: readonly Disposition[] = ['fixed', 'accepted-risk', 'expected', 'false-alarm'];
const mostNote = 2_000;
const dayMs = 86_400_000;
const usualMuteDays = 30;
const longestMuteDays = 365;

/** Asks why findings are closed. */
export function CloseDialog({ ids, onClose, onDone }: DecideDialogProps) {
  const [why, setWhy] = useState<Disposition>('fixed');
  const [note, setNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const decide = useDecide(onDone);
  const isMissing = why === 'accepted-risk' && note.trim() === '';
  const confirm = () => {
    setIsTried(true);
    if (isMissing) return;
    decide.mutate({ ids, wish: { action: 'close', disposition: why, ...reasonOf(note) } });
  };
  return (
    <QuestionDialog
      title={words.closeTitle(ids.length)}
      verb={words.closeVerb}
      isPending={decide.isPending}
      error={decide.error}
      failed={words.notClosed}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Radio.Group
        label={words.closeWhy}
        value={why}
        onChange={(value) => setWhy(dispositions.find((each) => each === value) ?? 'fixed')}
      >
        {dispositions.map((each) => (
          <Radio
            key={each}
            mt={8}
            value={each}
            label={words.dispositions[each]}
            description={words.dispositionHints[each]}
          />
        ))}
      </Radio.Group>
      <Note
        note={note}
        onChange={setNote}
        isRequired={why === 'accepted-risk'}
        error={isTried && isMissing ? words.noteNeeded : undefined}
      />
    </QuestionDialog>
  );
}

/** Asks until when findings are set aside. */
export function MuteDialog({ ids, onClose, onDone }: DecideDialogProps) {
  const [until, setUntil] = useState(() => dayFromNow(usualMuteDays));
  const [note, setNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const decide = useDecide(onDone);
  const [first, last] = [dayFromNow(1), dayFromNow(longestMuteDays)];
  const isWrong = until < first || until > last;
  const confirm = () => {
    setIsTried(true);
    if (!isWrong) decide.mutate({ ids, wish: { action: 'mute', until, ...reasonOf(note) } });
  };
  return (
    <QuestionDialog
      title={words.muteTitle(ids.length)}
      verb={words.muteVerb}
      isPending={decide.isPending}
      error={decide.error}
      failed={words.notMuted}
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={words.muteUntil}
        description={words.muteHelp}
        min={first}
        max={last}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
        error={isTried && isWrong ? words.muteMissing : undefined}
      />
      <Note note={note} onChange={setNote} isRequired={false} error={undefined} />
    </QuestionDialog>
  );
}

interface NoteProps {
  readonly note: string;
  readonly onChange: (note: string) => void;
  readonly isRequired: boolean;
  readonly error: string | undefined;
}

function Note({ note, onChange, isRequired, error }: NoteProps) {
  return (
    <Textarea
      label={words.note}
      required={isRequired}
      rows={3}
      maxLength={mostNote}
      value={note}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

function reasonOf(note: string): { readonly reason?: string } {
  return note.trim() === '' ? {} : { reason: note.trim() };
}

/** The day in so many days, as a field of a day has it. */
function dayFromNow(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}
