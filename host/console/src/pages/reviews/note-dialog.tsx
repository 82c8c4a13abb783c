import { Textarea } from '@mantine/core';
import { useState } from 'react';

import type { Decision } from '../../api/reviews.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { reviewWords as words } from '../../words/reviews.js';

interface NoteDialogProps {
  /** What is judged. */
  readonly subject: string;
  readonly decision: Decision;
  readonly note: string | null;
  readonly onSay: (note: string) => void;
  readonly onClose: () => void;
}

/** A decision with its note; a question has one always. */
export function NoteDialog({ subject, decision, note, onSay, onClose }: NoteDialogProps) {
  const [text, setText] = useState(note ?? '');
  const [isTried, setIsTried] = useState(false);
  const isMissing = decision === 'question' && text.trim() === '';
  const say = () => {
    setIsTried(true);
    if (!isMissing) onSay(text.trim());
  };
  return (
    <QuestionDialog
      title={words.noteTitle[decision]}
      verb={words.noteVerb[decision]}
      onConfirm={say}
      onClose={onClose}
    >
      <p className="rc-prose">{subject}</p>
      <Textarea
        data-autofocus
        label={words.note}
        description={words.noteHelp[decision]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={2000}
        value={text}
        error={isTried && isMissing ? words.noteMissing : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) say();
        }}
      />
    </QuestionDialog>
  );
}
