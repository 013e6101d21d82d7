import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { count } from '../format';

/** So far before its end is in sight the next page is asked for. */
const AHEAD = '800px';

interface Props {
  /** How many recordings are not shown yet. */
  left: number;
  busy: boolean;
  onMore: () => void;
}

/** The end of a list that goes on: more comes when it is nearly in sight, and by a click. */
export function More({ left, busy, onMore }: Props) {
  const end = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    const element = end.current;
    if (!element || busy) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) more.current();
      },
      { rootMargin: AHEAD },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [busy]);
  return (
    <div className="more" ref={end}>
      <Button variant="default" loading={busy} onClick={onMore}>
        Show more
      </Button>
      <p className="hint">{count(left, 'recording')} more</p>
    </div>
  );
}
