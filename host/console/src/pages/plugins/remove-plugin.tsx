import { Button, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { removePlugin, type WholePlugin } from '../../api/plugins.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { useToast } from '../../components/toast.js';
import { pluginWords as words } from '../../words/plugins.js';
import classes from './plugins.module.css';

interface RemovePluginProps {
  readonly plugin: WholePlugin;
  /** How many integrations use it. */
  readonly users: number | undefined;
}

/** Removes a plugin that was added. While integrations use it, it stays and says so. */
export function RemovePlugin({ plugin, users = 0 }: RemovePluginProps) {
  const [isAsking, setIsAsking] = useState(false);
  const isUsed = users > 0;
  return (
    <>
      <Tooltip label={words.inUse(users)} disabled={!isUsed}>
        <Button
          variant="default"
          {...(isUsed
            ? { 'data-disabled': true, 'aria-disabled': true }
            : { className: classes.bad, onClick: () => setIsAsking(true) })}
        >
          {words.remove}
        </Button>
      </Tooltip>
      {isAsking ? <RemoveDialog plugin={plugin} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

interface RemoveDialogProps {
  readonly plugin: WholePlugin;
  readonly onClose: () => void;
}

function RemoveDialog({ plugin: { id, name }, onClose }: RemoveDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () => removePlugin(id),
    onSuccess: async () => {
      navigate('/plugins');
      toast({ text: words.removed(name) });
      // The page of the plugin is still there for a moment: it is not asked for again.
      await client.invalidateQueries({ queryKey: ['plugins'], exact: true });
      client.removeQueries({ queryKey: ['plugins', id] });
    },
  });
  return (
    <QuestionDialog
      title={words.removeTitle(name)}
      verb={words.removeVerb}
      isBad
      isPending={remove.isPending}
      error={remove.error}
      failed={words.notRemoved}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{words.removeText}</p>
    </QuestionDialog>
  );
}
