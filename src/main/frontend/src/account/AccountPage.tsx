import { Button, Group, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTitle } from '../parts/useTitle';
import { accountApi } from './api';
import { useMay } from './may';
import { TokenList } from './TokenList';
import { forget, useMe } from './useMe';
import { UserList } from './UserList';
import '../styles/account.css';

const ROLES = {
  viewer: 'You see what was shared with you.',
  editor: 'You upload recordings, and see and change your own and what was shared with you.',
  admin: 'You see and change everything.',
};

function PasswordForm() {
  const [old, setOld] = useState('');
  const [wanted, setWanted] = useState('');
  const change = useMutation({
    mutationFn: () => accountApi.changePassword(old, wanted),
    onSuccess: () => {
      setOld('');
      setWanted('');
      notifications.show({ message: 'The password is changed. All other devices are logged out.', color: 'gray' });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <PasswordInput label="Old password" autoComplete="current-password" required value={old} onChange={(event) => setOld(event.currentTarget.value)} />
      <PasswordInput
        label="New password"
        description="At least ten characters"
        autoComplete="new-password"
        required
        minLength={10}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {change.error && (
        <p className="field-error" role="alert">
          {change.error.message}
        </p>
      )}
      <Button type="submit" variant="default" loading={change.isPending}>
        Change the password
      </Button>
    </form>
  );
}

export default function AccountPage() {
  useTitle('Account');
  const { user, hasPassword, singleSignOn } = useMe();
  const administers = useMay('administer');
  const client = useQueryClient();
  const logout = useMutation({
    mutationFn: (everywhere: boolean) => accountApi.logout(everywhere),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['me'] });
      forget(client);
    },
  });
  if (!user) {
    return <p>This server has no accounts: everybody who reaches it may use it.</p>;
  }
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{user.name}</h1>
          <p className="hint">{ROLES[user.role]}</p>
        </div>
        <Group className="page-actions">
          <Button variant="default" loading={logout.isPending} onClick={() => logout.mutate(true)}>
            Log out everywhere
          </Button>
          <Button loading={logout.isPending} onClick={() => logout.mutate(false)}>
            Log out
          </Button>
        </Group>
      </div>
      <div className="account-grid">
        <section className="card panel" aria-label="Tokens">
          <h2 className="panel-title">Tokens</h2>
          <TokenList />
        </section>
        <section className="card panel" aria-label="Password">
          <h2 className="panel-title">Password</h2>
          {hasPassword === false ? (
            <p className="hint">You log in by {singleSignOn?.label ?? 'single sign-on'}, and have no password here.</p>
          ) : (
            <PasswordForm />
          )}
        </section>
        {administers && (
          <section className="card panel account-wide" aria-label="Users">
            <h2 className="panel-title">Users</h2>
            <UserList self={user.name} />
            <p className="hint account-audit">
              Who did what: <a href="/audit.csv">as a table</a>, <a href="/audit.jsonl">as JSON lines</a>.
            </p>
          </section>
        )}
      </div>
    </>
  );
}
