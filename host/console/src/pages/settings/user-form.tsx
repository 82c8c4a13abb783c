import { Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { Role } from '../../api/session.js';
import { addUser, editUser, type User, usersQuery } from '../../api/users.js';
import { QuestionDialog } from '../../components/question-dialog.js';
import { useToast } from '../../components/toast.js';
import { settingsWords } from '../../words/settings.js';
import { userWords as words } from '../../words/users.js';
import { UserLinkDialog } from './user-link-dialog.js';

const roles: readonly Role[] = ['viewer', 'operator', 'administrator'];

/** Adds a user, then shows the link that sets their password. */
export function AddUserDialog({ onClose }: { readonly onClose: () => void }) {
  const [given, setGiven] = useState<{ name: string; login: string; role: Role }>({
    name: '',
    login: '',
    role: 'viewer',
  });
  const [isTried, setIsTried] = useState(false);
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: addUser,
    onSuccess: () => client.invalidateQueries({ queryKey: usersQuery.queryKey }),
  });
  if (add.data) return <UserLinkDialog name={given.name} made={add.data} onClose={onClose} />;
  const set = (part: Partial<typeof given>) => setGiven((present) => ({ ...present, ...part }));
  const wrong = { name: given.name.trim() === '', login: !/^\S+@\S+$/.test(given.login.trim()) };
  const submit = () => {
    setIsTried(true);
    if (!wrong.name && !wrong.login) add.mutate(given);
  };
  return (
    <QuestionDialog
      title={words.addTitle}
      verb={words.add}
      isPending={add.isPending}
      error={add.error}
      failed={words.notAdded}
      onConfirm={submit}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        data-autofocus
        autoComplete="off"
        value={given.name}
        error={isTried && wrong.name ? words.nameMissing : null}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.login}
        type="email"
        autoComplete="off"
        value={given.login}
        error={isTried && wrong.login ? words.loginMissing : null}
        description={words.loginHelp}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        onChange={(event) => set({ login: event.currentTarget.value })}
      />
      <RoleChoice role={given.role} onChange={(role) => set({ role })} />
    </QuestionDialog>
  );
}

interface EditUserDialogProps {
  readonly user: User;
  readonly isLast: boolean;
  readonly onClose: () => void;
}

/** Changes somebody's name or role. */
export function EditUserDialog({ user, isLast, onClose }: EditUserDialogProps) {
  const [name, setName] = useState(user.name);
  const [role, setRole] = useState<Role>(user.role);
  const client = useQueryClient();
  const toast = useToast();
  const save = useMutation({
    mutationFn: () => editUser(user.id, { name: name.trim(), role }),
    onSuccess: async () => {
      onClose();
      toast({ text: words.saved(name.trim()) });
      await client.invalidateQueries({ queryKey: usersQuery.queryKey });
      await client.invalidateQueries({ queryKey: ['session'] });
    },
  });
  const isMissing = name.trim() === '';
  return (
    <QuestionDialog
      title={words.editTitle(user.name)}
      verb={words.save}
      isDisabled={isMissing || (name.trim() === user.name && role === user.role)}
      isPending={save.isPending}
      error={save.error}
      failed={settingsWords.notSaved}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={words.name}
        data-autofocus
        autoComplete="off"
        value={name}
        error={isMissing ? words.nameMissing : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RoleChoice
        role={role}
        help={isLast ? words.lastAdministrator : words.roleEnds}
        isFixed={isLast}
        onChange={setRole}
      />
    </QuestionDialog>
  );
}

interface RoleChoiceProps {
  readonly role: Role;
  readonly help?: string;
  readonly isFixed?: boolean;
  readonly onChange: (role: Role) => void;
}

function RoleChoice({ role, help, isFixed = false, onChange }: RoleChoiceProps) {
  return (
    <Radio.Group
      label={words.role}
      description={help}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={role}
      onChange={(value) => onChange(roles.find((each) => each === value) ?? role)}
    >
      <Stack gap={12}>
        {roles.map((each) => (
          <Radio
            key={each}
            value={each}
            label={settingsWords.roles[each]}
            description={settingsWords.roleTexts[each]}
            disabled={isFixed && each !== role}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
