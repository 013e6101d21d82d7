import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { instant } from '../format';
import { ErrorNotice } from '../parts/ErrorNotice';
import { accountApi, type Scope, type Token } from './api';
import { Once } from './Once';

const SCOPES = [
  { value: 'read', label: 'look' },
  { value: 'write', label: 'look, upload and change' },
  { value: 'admin', label: 'everything I may' },
];

/** What programs are known by: made, shown once, taken back. */
export function TokenList() {
  const client = useQueryClient();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => accountApi.tokens(signal) });
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const again = () => client.invalidateQueries({ queryKey: ['tokens'] });
  const add = useMutation({
    mutationFn: () => accountApi.addToken(name, scope),
    onSuccess: () => {
      setName('');
      return again();
    },
  });
  const remove = useMutation({ mutationFn: (token: Token) => accountApi.removeToken(token.id), onSettled: again });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate();
  };
  if (tokens.error) return <ErrorNotice title="The tokens could not be fetched" error={tokens.error} onRetry={() => void tokens.refetch()} />;
  const failed = add.error ?? remove.error;
  return (
    <>
      <p className="hint">For curl and scripts: Authorization: Bearer …</p>
      {add.data?.token && <Once label={`The token “${add.data.name}”`} text={add.data.token} />}
      <ul className="account-list">
        {(tokens.data ?? []).map((token) => (
          <li key={token.id}>
            <div>
              <strong>{token.name}</strong> <span className="hint">{SCOPES.find(({ value }) => value === token.scope)?.label}</span>
              <div className="hint">
                until {instant(token.expiresAt)}, {token.lastUsedAt ? `last used ${instant(token.lastUsedAt)}` : 'never used'}
              </div>
            </div>
            <Button size="xs" variant="default" onClick={() => remove.mutate(token)} aria-label={`Take back the token ${token.name}`}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
      <form className="account-form" onSubmit={submit}>
        <TextInput label="What it is for" required maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect label="What it may" data={SCOPES} value={scope} onChange={(event) => setScope(event.currentTarget.value as Scope)} />
        {failed && (
          <p className="field-error" role="alert">
            {failed.message}
          </p>
        )}
        <Button type="submit" variant="default" loading={add.isPending}>
          Make a token
        </Button>
      </form>
    </>
  );
}
