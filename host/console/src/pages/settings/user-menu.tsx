import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { removeUser, resetUser, type User, usersQuery } from '../../api/users.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { useToast } from '../../components/toast.js';
import { userWords as words } from '../../words/users.js';
import { EditUserDialog } from './user-form.js';
import { UserLinkDialog } from './user-link-dialog.js';
import classes from './user-menu.module.css';

interface UserMenuProps {
  readonly user: User;
  /** Whether nobody else administers. */
  readonly isLast: boolean;
}

type Opened = 'edit' | 'reset' | 'remove';

/** What can be done with a user. */
export function UserMenu({ user, isLast }: UserMenuProps) {
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  return (
    <>
      <Menu width={240}>
        <Menu.Target>
          <ActionIcon size={32} variant="subtle" color="gray" aria-label={words.menu(user.name)}>
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={18} stroke={1.6} />}
            onClick={() => setOpened('edit')}
          >
            {words.edit}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLink size={18} stroke={1.6} />}
            onClick={() => setOpened('reset')}
          >
            {words.reset}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            disabled={isLast}
            className={isLast ? undefined : classes.bad}
            leftSection={<IconTrash size={18} stroke={1.6} />}
            onClick={() => setOpened('remove')}
          >
            {words.remove}
            {isLast ? <span className="rc-meta rc-below">{words.lastAdministrator}</span> : null}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {opened === 'edit' ? <EditUserDialog user={user} isLast={isLast} onClose={close} /> : null}
      {opened === 'reset' ? <ResetDialog user={user} onClose={close} /> : null}
      {opened === 'remove' ? <RemoveDialog user={user} onClose={close} /> : null}
    </>
  );
}

interface DialogProps {
  readonly user: User;
  readonly onClose: () => void;
}

function ResetDialog({ user, onClose }: DialogProps) {
  const reset = useMutation({ mutationFn: () => resetUser(user.id) });
  if (reset.data) return <UserLinkDialog name={user.name} made={reset.data} onClose={onClose} />;
  return (
    <QuestionDialog
      title={words.resetTitle(user.name)}
      verb={words.resetVerb}
      isPending={reset.isPending}
      error={reset.error}
      failed={words.notReset}
      onConfirm={() => reset.mutate()}
      onClose={onClose}
    >
      <p>{words.resetText}</p>
    </QuestionDialog>
  );
}

function RemoveDialog({ user, onClose }: DialogProps) {
  const client = useQueryClient();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () => removeUser(user.id),
    onSuccess: async () => {
      toast({ text: words.removed(user.name) });
      await client.invalidateQueries({ queryKey: usersQuery.queryKey });
    },
  });
  return (
    <QuestionDialog
      title={words.removeTitle(user.name)}
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
