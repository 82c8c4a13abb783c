import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { changePassword, sessionKey } from '../../api/session.js';
import { useSession } from '../../app/session-context.js';
import { ErrorNote } from '../../components/error-note.js';
import { useToast } from '../../components/toast.js';
import { profileWords as words } from '../../words/profile.js';
import { signInWords } from '../../words/sign-in.js';
import { passwordStrength } from '../sign-in/password-strength.js';
import { Section } from './section.js';
import classes from './section.module.css';

const empty = { present: '', next: '' };

/** Changes the own password; every other session ends. */
export function PasswordForm() {
  const { user } = useSession();
  const [given, setGiven] = useState(empty);
  const [isTried, setIsTried] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: async (session) => {
      setGiven(empty);
      setIsTried(false);
      client.setQueryData(sessionKey, session);
      toast({ text: words.changed });
      await client.invalidateQueries({ queryKey: ['own-sessions'] });
    },
  });
  const strength = passwordStrength(given.next);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (given.present !== '' && strength > 0) change.mutate(given);
  };
  const set = (part: Partial<typeof given>) => setGiven((present) => ({ ...present, ...part }));
  return (
    <Section title={words.password} text={words.passwordText} isForm>
      <form className={`${classes.form} rc-card`} onSubmit={submit} noValidate>
        {/* tells password managers whose password it is */}
        <input type="text" autoComplete="username" value={user.login} readOnly hidden />
        <PasswordInput
          label={words.present}
          autoComplete="current-password"
          value={given.present}
          error={isTried && given.present === '' ? words.presentMissing : null}
          onChange={(event) => set({ present: event.currentTarget.value })}
        />
        <PasswordInput
          label={words.next}
          autoComplete="new-password"
          value={given.next}
          error={isTried && strength === 0 ? signInWords.tooShort : null}
          description={
            given.next === '' ? signInWords.passwordHelp : signInWords.strength[strength]
          }
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          onChange={(event) => set({ next: event.currentTarget.value })}
        />
        {change.error ? <ErrorNote error={change.error} title={words.notChanged} /> : null}
        <div className={classes.end}>
          <Button type="submit" variant="default" loading={change.isPending}>
            {words.change}
          </Button>
        </div>
      </form>
    </Section>
  );
}
