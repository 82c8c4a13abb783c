import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';

import { isProblem } from '../../api/problem.js';
import { sessionKey, sessionQuery, signIn } from '../../api/session.js';
import { ErrorNote } from '../../components/error-note.js';
import { signInWords as words } from '../../words/sign-in.js';
import { EntryCard } from './entry-card.js';
import classes from './entry-card.module.css';

/** Signs in by e-mail and password, then leads to where the person wanted to go. */
export function SignInPage() {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const [params] = useSearchParams();
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (signedIn) => client.setQueryData(sessionKey, signedIn),
  });
  if (session.data) return <Navigate to={ownPath(params.get('next'))} replace />;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    enter.mutate({ login: text(fields, 'login'), password: text(fields, 'password') });
  };
  return (
    <EntryCard title={words.title} page={words.page}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          name="login"
          label={words.login}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordField isWrong={enter.isError} />
        {enter.error ? <Refusal error={enter.error} /> : null}
        <Button type="submit" loading={enter.isPending}>
          {words.submit}
        </Button>
      </form>
    </EntryCard>
  );
}

function PasswordField({ isWrong }: { readonly isWrong: boolean }) {
  const [value, setValue] = useState('');
  return (
    <PasswordInput
      name="password"
      label={words.password}
      autoComplete="current-password"
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => setValue(event.currentTarget.value)}
      aria-invalid={isWrong}
    />
  );
}

/** Says that it was refused, never which of the two was wrong. */
function Refusal({ error }: { readonly error: Error }) {
  if (isProblem(error) && error.status >= 400 && error.status < 500) {
    const message = error.status === 401 ? words.wrong : `${error.message}. ${error.hint}`;
    return (
      <p role="alert" className={classes.problem}>
        {message}
      </p>
    );
  }
  return <ErrorNote error={error} />;
}

function text(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}

/** Where to go after signing in: only ever inside the console. */
function ownPath(next: string | null): string {
  return next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/';
}
