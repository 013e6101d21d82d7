import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useLocation } from 'react-router';
import { useTitle } from '../parts/useTitle';
import { accountApi } from './api';
import { signOnAddress, signOnFailure } from './signOn';
import { forget, meQuery, useMe } from './useMe';
import '../styles/account.css';

export function LoginPage() {
  useTitle('Log in');
  const client = useQueryClient();
  const { pathname, search } = useLocation();
  const { singleSignOn } = useMe();
  const failed = signOnFailure(singleSignOn, search);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const login = useMutation({
    mutationFn: () => accountApi.login(name, password),
    onSuccess: (me) => {
      forget(client);
      client.setQueryData(meQuery.queryKey, me);
    },
    onSettled: () => setPassword(''),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <form className="card panel login" onSubmit={submit} aria-labelledby="login-title">
      <h1 id="login-title">Log in</h1>
      {failed && !login.error && (
        <p className="field-error" role="alert">
          {failed}.
        </p>
      )}
      {singleSignOn && (
        <>
          <Button component="a" href={signOnAddress(singleSignOn, pathname)} size="md" classNames={{ root: 'sign-on', label: 'sign-on-label' }}>
            Log in with {singleSignOn.label}
          </Button>
          <p className="login-or">or with a password of this server</p>
        </>
      )}
      <TextInput label="Name" name="username" autoComplete="username" autoFocus={!singleSignOn} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {login.error && (
        <p className="field-error" role="alert">
          {login.error.message}
        </p>
      )}
      <Button type="submit" variant={singleSignOn ? 'default' : 'filled'} loading={login.isPending}>
        Log in
      </Button>
      <p className="hint">
        {pathname.startsWith('/app/sessions/')
          ? 'If a link led you here, it has ended or was taken back: whoever sent it can make a new one.'
          : 'Who runs this server makes accounts and new passwords.'}
      </p>
    </form>
  );
}
