import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Confirm } from '../parts/Confirm';
import { ErrorNotice } from '../parts/ErrorNotice';
import { accountApi, type Role, type User } from './api';

const ROLES: Role[] = ['viewer', 'editor', 'admin'];

/** Everybody who can log in; for admins. */
export function UserList({ self }: { self: string }) {
  const client = useQueryClient();
  const users = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => accountApi.users(signal) });
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const [leaving, setLeaving] = useState<User | null>(null);
  const again = () => client.invalidateQueries({ queryKey: ['users'] });
  const add = useMutation({
    mutationFn: () => accountApi.addUser(name, password, role),
    onSuccess: () => {
      setName('');
      setPassword('');
      return again();
    },
  });
  const change = useMutation({ mutationFn: (to: User) => accountApi.changeRole(to.name, to.role), onSettled: again });
  const disable = useMutation({ mutationFn: (user: User) => accountApi.disable(user.name, !user.disabled), onSettled: again });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate();
  };
  if (users.error) return <ErrorNotice title="The users could not be fetched" error={users.error} onRetry={() => void users.refetch()} />;
  const failed = add.error ?? change.error ?? disable.error;
  return (
    <>
      <ul className="account-list">
        {(users.data ?? []).map((user) => (
          <li key={user.name}>
            <div>
              <strong>{user.name}</strong>
              {user.issuer && <p className="hint account-issuer">by {user.issuer}</p>}
              {user.disabled && <p className="hint">disabled</p>}
            </div>
            <NativeSelect
              className="account-role"
              aria-label={`Role of ${user.name}`}
              data={ROLES}
              value={user.role}
              onChange={(event) => change.mutate({ name: user.name, role: event.currentTarget.value as Role })}
            />
            <Button
              size="xs"
              variant="default"
              disabled={user.name === self}
              loading={disable.isPending && disable.variables.name === user.name}
              onClick={() => disable.mutate(user)}
              aria-label={`${user.disabled ? 'Enable' : 'Disable'} ${user.name}`}
            >
              {user.disabled ? 'Enable' : 'Disable'}
            </Button>
            <Button size="xs" variant="default" disabled={user.name === self} onClick={() => setLeaving(user)} aria-label={`Remove ${user.name}`}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <form className="account-form" onSubmit={submit}>
        <TextInput label="Name" required maxLength={64} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <PasswordInput label="First password" required minLength={10} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <NativeSelect label="Role" data={ROLES} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)} />
        {failed && (
          <p className="field-error" role="alert">
            {failed.message}
          </p>
        )}
        <Button type="submit" variant="default" loading={add.isPending}>
          Add a user
        </Button>
      </form>
      <Confirm
        opened={leaving !== null}
        title={`Remove ${leaving?.name ?? ''}?`}
        action="Remove"
        run={() => (leaving ? accountApi.removeUser(leaving.name) : Promise.resolve())}
        onClose={() => setLeaving(null)}
        onDone={() => {
          setLeaving(null);
          void again();
        }}
      >
        <p>Logins and tokens end at once. Recordings stay, and are the admins’ then.</p>
      </Confirm>
    </>
  );
}
