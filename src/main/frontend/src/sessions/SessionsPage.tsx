import { Button, NativeSelect, SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUsers, IconVideoPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../account/may';
import { sessionsQuery } from '../api/queries';
import { count } from '../format';
import { useActiveJobs } from '../live/useActiveJobs';
import { ErrorNotice } from '../parts/ErrorNotice';
import { LinkNotice } from '../parts/LinkNotice';
import { useTitle } from '../parts/useTitle';
import { useUploadDialog } from '../uploads/UploadProvider';
import { FILTERS, firstPage, select, SORTS, type Choice, type Filter, type Sort } from './select';
import { More } from './More';
import { SessionCard } from './SessionCard';

const POLL_MS = 3_000;
/** Between two letters; the server is asked when somebody pauses. */
const TYPING_MS = 200;
const FILTER_NAMES: Record<Filter, string> = { all: 'All', processing: 'In progress', completed: 'Ready', failed: 'Failed' };
const SORT_NAMES: Record<Sort, string> = {
  newest: 'Newest upload first', oldest: 'Oldest first', name: 'By name', longest: 'Longest first',
};

function oneOf<T extends string>(values: readonly T[], text: string | null, usual: T): T {
  return values.find((value) => value === text) ?? usual;
}

function Begin() {
  const { choose } = useUploadDialog();
  const mayImport = useMay('import');
  if (!mayImport) {
    return (
      <div className="empty">
        <IconUsers className="empty-icon" size={56} stroke={1.3} aria-hidden />
        <h2 className="empty-title">Nothing is shared with you yet</h2>
        <p>Your account looks at recordings of others. What somebody shares with you appears here.</p>
      </div>
    );
  }
  return (
    <div className="empty">
      <IconVideoPlus className="empty-icon" size={56} stroke={1.3} aria-hidden />
      <h2 className="empty-title">Begin with a recording</h2>
      <p>
        Drop a video of a lecture anywhere on this page, or choose one. Lectern makes it playable, finds the person who teaches, and shows
        where they were at every moment.
      </p>
      <Button size="md" onClick={choose}>
        Choose a recording
      </Button>
      <p className="hint">Any usual format will do: MP4, MOV, MKV, WebM, AVI. The files stay on this server.</p>
    </div>
  );
}

export function SessionsPage() {
  useTitle('Recordings');
  const { jobs, link } = useActiveJobs();
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const filter = oneOf(FILTERS, params.get('show'), 'all');
  const sort = oneOf(SORTS, params.get('sort'), 'newest');
  const [typed] = useDebouncedValue(text, TYPING_MS);
  const choice: Choice = useMemo(() => ({ text: typed, filter, sort }), [typed, filter, sort]);
  const query = useInfiniteQuery({ ...sessionsQuery(firstPage(choice)), refetchInterval: link === 'lost' ? POLL_MS : false });
  const pages = query.data?.pages;
  const total = pages?.[0]?.total ?? null;
  const shown = useMemo(() => {
    const sessions = pages?.flatMap((page) => page.sessions) ?? [];
    return total === null ? select(sessions, choice) : sessions;
  }, [pages, total, choice]);
  const found = total ?? shown.length;
  const chosen = text !== '' || filter !== 'all';
  const none = pages !== undefined && !chosen && !query.isPlaceholderData && found === 0;

  const set = (key: string, value: string, usual: string) => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === usual) next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  };

  return (
    <>
      <div className="page-head">
        <div>
          <h1>Recordings</h1>
          {pages && found > 0 && <p className="sub">{count(found, 'recording')}</p>}
        </div>
      </div>
      {!query.error && <LinkNotice link={link} reachable />}
      {query.error && (
        <ErrorNotice
          title={pages ? 'Connection lost, reconnecting…' : 'The recordings could not be loaded'}
          error={query.error}
          onRetry={() => void query.refetch()}
          busy={query.isFetching}
        />
      )}
      {query.isPending && (
        <div className="cards" role="status" aria-label="Loading the recordings">
          {[0, 1, 2].map((n) => (
            <Skeleton key={n} height={270} radius="lg" />
          ))}
        </div>
      )}
      {none && <Begin />}
      {pages && !none && (
        <>
          <div className="toolbar" role="search">
            <TextInput
              className="toolbar-search"
              type="search"
              aria-label="Search by name, course or date"
              placeholder="Search by name, course or date"
              leftSection={<IconSearch size={17} aria-hidden />}
              value={text}
              onChange={(event) => set('q', event.currentTarget.value, '')}
            />
            <SegmentedControl
              className="toolbar-filter"
              aria-label="Which recordings to show"
              data={FILTERS.map((value) => ({ value, label: FILTER_NAMES[value] }))}
              value={filter}
              onChange={(value) => set('show', value, 'all')}
            />
            <NativeSelect
              className="toolbar-sort"
              aria-label="Order"
              data={SORTS.map((value) => ({ value, label: SORT_NAMES[value] }))}
              value={sort}
              onChange={(event) => set('sort', event.currentTarget.value, 'newest')}
            />
          </div>
          <p className="visually-hidden" role="status">
            {count(found, 'recording')} found
          </p>
          {shown.length === 0 && (
            <div className="empty empty-small">
              <p>No recording fits this search.</p>
              <Button variant="default" onClick={() => setParams({}, { replace: true })}>
                Show all
              </Button>
            </div>
          )}
          <ul className="cards">
            {shown.map((session) => (
              <li key={session.sessionId}>
                <SessionCard session={session} job={jobs.get(session.sessionId)} />
              </li>
            ))}
          </ul>
          {query.hasNextPage && (
            <More
              left={Math.max(0, found - shown.length)}
              busy={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage({ cancelRefetch: false })}
            />
          )}
        </>
      )}
    </>
  );
}
