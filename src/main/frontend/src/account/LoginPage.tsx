import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useLocation } from 'react-router';
import { useTitle } from '../parts/useTitle';
import { accountApi } from './api';
import { forget, meQuery } from './useMe';
import '../styles/account.css';

export function LoginPage() {
  useTitle('Log in');
  const client = useQueryClient();
  const { pathname } = useLocation();
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
      <TextInput label="Name" name="username" autoComplete="username" autoFocus required value={name} onChange={(event) => setName(event.currentTarget.value)} />
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
      <Button type="submit" loading={login.isPending}>
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
