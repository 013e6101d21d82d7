import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { Link, useParams } from 'react-router';
import { sessionQuery } from '../api/queries';
import { instant } from '../format';
import { ErrorNotice } from '../parts/ErrorNotice';
import { Loading } from '../parts/Loading';
import { useTitle } from '../parts/useTitle';
import { titleOf } from '../sessions/select';
import { accountApi } from './api';
import { may } from './may';
import { Once } from './Once';
import '../styles/account.css';

const LEVELS = [
  { value: 'read', label: 'may look' },
  { value: 'edit', label: 'may change' },
];

function People({ sessionId }: { sessionId: string }) {
  const client = useQueryClient();
  const key = ['access', sessionId];
  const access = useQuery({ queryKey: key, queryFn: ({ signal }) => accountApi.access(sessionId, signal) });
  const [name, setName] = useState('');
  const [level, setLevel] = useState<'read' | 'edit'>('read');
  const again = () => client.invalidateQueries({ queryKey: key });
  const give = useMutation({
    mutationFn: () => accountApi.give(sessionId, name, level),
    onSuccess: () => {
      setName('');
      return again();
    },
  });
  const take = useMutation({ mutationFn: (user: string) => accountApi.take(sessionId, user), onSettled: again });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    give.mutate();
  };
  if (access.error) return <ErrorNotice title="This could not be fetched" error={access.error} onRetry={() => void access.refetch()} />;
  const failed = give.error ?? take.error;
  return (
    <>
      <p className="hint">
        It belongs to {access.data?.owner ?? 'the admins'}
        {access.data?.users.length === 0 ? ', and is shared with nobody.' : '.'}
      </p>
      <ul className="account-list">
        {(access.data?.users ?? []).map((user) => (
          <li key={user.name}>
            <strong>{user.name}</strong> <span className="hint">{LEVELS.find(({ value }) => value === user.level)?.label}</span>
            <Button size="xs" variant="default" onClick={() => take.mutate(user.name)} aria-label={`No longer share with ${user.name}`}>
              No longer
            </Button>
          </li>
        ))}
      </ul>
      <form className="account-form" onSubmit={submit}>
        <TextInput label="Name of a user" required value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect label="What for" data={LEVELS} value={level} onChange={(event) => setLevel(event.currentTarget.value as 'read' | 'edit')} />
        {failed && (
          <p className="field-error" role="alert">
            {failed.message}
          </p>
        )}
        <Button type="submit" variant="default" loading={give.isPending}>
          Share
        </Button>
      </form>
    </>
  );
}

function Links({ sessionId }: { sessionId: string }) {
  const client = useQueryClient();
  const key = ['links', sessionId];
  const links = useQuery({ queryKey: key, queryFn: ({ signal }) => accountApi.links(sessionId, signal) });
  const [days, setDays] = useState('30');
  const again = () => client.invalidateQueries({ queryKey: key });
  const add = useMutation({ mutationFn: () => accountApi.addLink(sessionId, Number(days)), onSuccess: again });
  const remove = useMutation({ mutationFn: (linkId: string) => accountApi.removeLink(sessionId, linkId), onSettled: again });
  if (links.error) return <ErrorNotice title="The links could not be fetched" error={links.error} onRetry={() => void links.refetch()} />;
  const failed = add.error ?? remove.error;
  return (
    <>
      <p className="hint">Whoever has a link sees this recording and its result, and nothing else.</p>
      {add.data?.path && <Once label="The link" text={window.location.origin + add.data.path} />}
      <ul className="account-list">
        {(links.data ?? []).map((link) => (
          <li key={link.id}>
            <div>
              until {instant(link.expiresAt)}
              <div className="hint">
                made by {link.createdBy}, {link.lastUsedAt ? `last used ${instant(link.lastUsedAt)}` : 'never used'}
              </div>
            </div>
            <Button size="xs" variant="default" onClick={() => remove.mutate(link.id)} aria-label={`Take back the link until ${instant(link.expiresAt)}`}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
      <div className="account-form">
        <NativeSelect
          label="Good for"
          data={[
            { value: '1', label: 'a day' },
            { value: '7', label: 'a week' },
            { value: '30', label: '30 days' },
            { value: '366', label: 'a year' },
          ]}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        {failed && (
          <p className="field-error" role="alert">
            {failed.message}
          </p>
        )}
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          Make a link
        </Button>
      </div>
    </>
  );
}

/** Who else may see a recording; for its owner and admins. */
export default function SharePage() {
  useTitle('Share');
  const { id = '' } = useParams();
  const session = useQuery(sessionQuery(id));
  if (session.error) return <ErrorNotice title="The recording could not be loaded" error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) return <Loading what="Loading the recording" />;
  const { session: summary } = session.data;
  const back = (
    <Link className="back" to={`/app/sessions/${id}`}>
      <IconChevronLeft size={16} aria-hidden /> {titleOf(summary)}
    </Link>
  );
  if (!may(summary, 'share')) {
    return (
      <>
        {back}
        <div className="empty">
          <h1 className="empty-title">This recording is not yours to share</h1>
          <p>Only its owner and admins say who else may see it.</p>
        </div>
      </>
    );
  }
  return (
    <>
      {back}
      <div className="page-head">
        <div>
          <h1>Share</h1>
          <p className="sub">Who else may see “{titleOf(summary)}”</p>
        </div>
      </div>
      <div className="account-grid">
        <section className="card panel" aria-label="With users">
          <h2 className="panel-title">With users</h2>
          <People sessionId={id} />
        </section>
        <section className="card panel" aria-label="By link">
          <h2 className="panel-title">By link</h2>
          <Links sessionId={id} />
        </section>
      </div>
    </>
  );
}
