import { Loader } from '@mantine/core';

export function Loading({ what = 'Loading' }: { what?: string }) {
  return (
    <div className="loading" role="status">
      <Loader size="sm" aria-hidden />
      <span>{what}…</span>
    </div>
  );
}
