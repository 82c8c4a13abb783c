import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { type Integration, integrationQuery, removeIntegration } from '../../api/integrations.js';
import { ErrorNote } from '../../components/error-note.js';
import { useToast } from '../../components/toast.js';
import { entityCounts } from '../../format/entities.js';
import { listed } from '../../format/lists.js';
import { actionWords as words } from '../../words/actions.js';
import { commonWords } from '../../words/common.js';
import classes from './plan-dialog.module.css';

interface RemoveDialogProps {
  readonly integration: Integration;
  readonly onClose: () => void;
}

/** Asks before an integration is removed with all that it collected; says how much that is. */
export function RemoveDialog({ integration, onClose }: RemoveDialogProps) {
  const { id, name } = integration;
  const { data } = useQuery(integrationQuery(id));
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () => removeIntegration(id),
    onSuccess: async () => {
      navigate('/integrations');
      toast({ text: words.removed(name) });
      client.removeQueries({ queryKey: ['integrations', id] });
      await client.invalidateQueries({ queryKey: ['integrations'] });
    },
  });
  const counts = entityCounts(data?.records ?? {});
  const isConfirmed = counts.length === 0 || typed.trim() === name;
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.removeTitle(name)}
      closeButtonProps={{ 'aria-label': commonWords.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isConfirmed && data) remove.mutate();
        }}
      >
        <div className={classes.body}>
          <p>{words.removeText(listed(counts))}</p>
          {counts.length > 0 ? (
            <TextInput
              label={words.removeConfirm(name)}
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          ) : null}
          {remove.error ? <ErrorNote error={remove.error} title={words.actionFailed} /> : null}
        </div>
        <div className={classes.buttons}>
          <Button variant="default" data-autofocus onClick={onClose}>
            {commonWords.cancel}
          </Button>
          <Button
            type="submit"
            className={classes.bad}
            disabled={!isConfirmed || !data}
            loading={remove.isPending}
          >
            {words.removeVerb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
