import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';

import { isProblem } from '../../api/problem.js';
import { lookAtLink, sessionKey, type WelcomeLink, welcome } from '../../api/session.js';
import { ErrorNote } from '../../components/error-note.js';
import { signInWords as words } from '../../words/sign-in.js';
import { EntryCard } from './entry-card.js';
import classes from './entry-card.module.css';
import { passwordStrength } from './password-strength.js';

/** A one-time link: its token is in the fragment, so that no server log keeps it. */
export function WelcomePage() {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('t') ?? '');
  const link = useQuery({
    queryKey: ['welcome', token],
    queryFn: () => lookAtLink(token),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const text = link.data?.isFirst ? words.firstText : words.welcomeText;
  return (
    <EntryCard title={words.welcomeTitle} page={words.welcomePage} text={text}>
      {link.error ? <Refusal error={link.error} /> : null}
      {link.data ? <WelcomeForm token={token} link={link.data} /> : null}
    </EntryCard>
  );
}

interface WelcomeFormProps {
  readonly token: string;
  readonly link: WelcomeLink;
}

function WelcomeForm({ token, link }: WelcomeFormProps) {
  const [given, setGiven] = useState({
    name: link.name ?? '',
    login: link.login ?? '',
    password: '',
  });
  const [isTried, setIsTried] = useState(false);
  const enter = useEnter();
  const strength = passwordStrength(given.password);
  const { password, ...person } = given;
  const isWhole = given.name.trim() !== '' && given.login.trim() !== '' && strength > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (isWhole) enter.mutate({ token, password, ...(link.isFirst ? person : {}) });
  };
  const set = (change: Partial<typeof given>) => setGiven((present) => ({ ...present, ...change }));
  const wrong = (isWrong: boolean, message: string) => (isTried && isWrong ? message : null);
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={words.name}
        autoComplete="name"
        value={given.name}
        readOnly={!link.isFirst}
        error={wrong(given.name.trim() === '', words.enterName)}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={words.login}
        type="email"
        autoComplete="username"
        value={given.login}
        readOnly={!link.isFirst}
        error={wrong(given.login.trim() === '', words.enterLogin)}
        onChange={(event) => set({ login: event.currentTarget.value })}
      />
      <PasswordInput
        label={words.password}
        autoComplete="new-password"
        value={password}
        error={wrong(strength === 0, words.tooShort)}
        description={password === '' ? words.passwordHelp : words.strength[strength]}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        onChange={(event) => set({ password: event.currentTarget.value })}
      />
      {enter.error ? <Refusal error={enter.error} /> : null}
      <Button type="submit" loading={enter.isPending}>
        {link.isFirst ? words.createFirst : words.create}
      </Button>
    </form>
  );
}

/** Uses the link, and leads into the console. */
function useEnter() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: welcome,
    onSuccess: (session) => {
      client.setQueryData(sessionKey, session);
      navigate('/', { replace: true });
    },
  });
}

function Refusal({ error }: { readonly error: Error }) {
  const isUsed = isProblem(error) && error.code === 'LINK_INVALID';
  if (!isUsed) return <ErrorNote error={error} title={words.welcomeFailed} />;
  return (
    <p role="alert" className={classes.problem}>
      {words.linkUsed}
    </p>
  );
}
