import { Button, SegmentedControl, Switch, TextInput, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { renameSelf, sessionKey } from '../../api/session.js';
import { useSession } from '../../app/session-context.js';
import { ErrorNote } from '../../components/error-note.js';
import { hasSingleKeys, setSingleKeys } from '../../components/keys.js';
import { useToast } from '../../components/toast.js';
import { profileWords as words } from '../../words/profile.js';
import { settingsWords } from '../../words/settings.js';
import { shellWords } from '../../words/shell.js';
import { OwnSessions } from './own-sessions.js';
import { PasswordForm } from './password-form.js';
import { Section } from './section.js';
import classes from './section.module.css';

const schemes = [
  { value: 'light', label: shellWords.light },
  { value: 'dark', label: shellWords.dark },
  { value: 'auto', label: shellWords.system },
] as const;

/** Who is signed in: name, password, theme, and where else. */
export function ProfileSection() {
  return (
    <>
      <PersonForm />
      <PasswordForm />
      <Look />
      <OwnSessions />
    </>
  );
}

function PersonForm() {
  const { user } = useSession();
  const [name, setName] = useState(user.name);
  const client = useQueryClient();
  const toast = useToast();
  const save = useMutation({
    mutationFn: renameSelf,
    onSuccess: (session) => {
      client.setQueryData(sessionKey, session);
      toast({ text: words.saved });
    },
  });
  const isMissing = name.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isMissing) save.mutate(name.trim());
  };
  return (
    <Section title={words.person} isForm>
      <form className={`${classes.form} rc-card`} onSubmit={submit} noValidate>
        <TextInput
          label={words.name}
          autoComplete="name"
          value={name}
          error={isMissing ? words.nameMissing : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={words.login}
          value={user.login}
          readOnly
          description={words.loginHelp}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
        />
        <TextInput
          label={words.role}
          value={settingsWords.roles[user.role]}
          readOnly
          description={settingsWords.roleTexts[user.role]}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
        />
        {save.error ? <ErrorNote error={save.error} title={settingsWords.notSaved} /> : null}
        <div className={classes.end}>
          <Button
            type="submit"
            variant="default"
            disabled={name.trim() === user.name}
            loading={save.isPending}
          >
            {words.save}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [hasKeys, setHasKeys] = useState(hasSingleKeys);
  return (
    <Section title={words.look} text={words.lookText} isForm>
      <div className={`${classes.card} rc-card`}>
        <div className={classes.row}>
          <span className="rc-name">{words.theme}</span>
          <SegmentedControl
            aria-label={words.theme}
            data={[...schemes]}
            value={colorScheme}
            onChange={setColorScheme}
          />
        </div>
        <Switch
          label={words.keys}
          description={words.keysHelp}
          checked={hasKeys}
          onChange={(event) => {
            setSingleKeys(event.currentTarget.checked);
            setHasKeys(event.currentTarget.checked);
          }}
        />
      </div>
    </Section>
  );
}
