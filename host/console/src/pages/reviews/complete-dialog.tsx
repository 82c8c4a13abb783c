import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { completeReview, type Review } from '../../api/reviews.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { reviewWords } from '../../words/reviews.js';
import { reviewTitle } from './review-names.js';

const words = reviewWords.complete;

interface CompleteDialogProps {
  readonly review: Review;
  readonly onClose: () => void;
}

/** Asks who answers for a review, and what that person states; then it is completed. */
export function CompleteDialog({ review, onClose }: CompleteDialogProps) {
  const [reviewer, setReviewer] = useState('');
  const [statement, setStatement] = useState<string>(words.usual);
  const [isTried, setIsTried] = useState(false);
  const client = useQueryClient();
  const complete = useMutation({
    mutationFn: () => completeReview(review.id, { reviewer, statement }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['reviews'] });
      onClose();
    },
  });
  const missing = (text: string) => (isTried && text.trim() === '' ? words.missing : undefined);
  const submit = () => {
    setIsTried(true);
    if (reviewer.trim() !== '' && statement.trim() !== '') complete.mutate();
  };
  return (
    <QuestionDialog
      title={words.title}
      verb={words.verb}
      isPending={complete.isPending}
      error={complete.error}
      failed={words.failed}
      onConfirm={submit}
      onClose={onClose}
    >
      <p>
        {reviewTitle(review)}. {words.text}
      </p>
      <TextInput
        data-autofocus
        label={words.reviewer}
        description={words.reviewerHelp}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={200}
        value={reviewer}
        error={missing(reviewer)}
        onChange={(event) => setReviewer(event.currentTarget.value)}
      />
      <Textarea
        label={words.statement}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={4000}
        value={statement}
        error={missing(statement)}
        onChange={(event) => setStatement(event.currentTarget.value)}
      />
    </QuestionDialog>
  );
}
