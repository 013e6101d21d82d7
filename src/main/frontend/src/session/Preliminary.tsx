import { IconHourglass } from '@tabler/icons-react';
import type { LookedAt } from '../api/types';
import { duration, percent } from '../format';

/** Says of what is shown that it is not the result yet. */
export function Preliminary({ lookedAt }: { lookedAt: LookedAt }) {
  return (
    <div className="notice notice-calm" role="status" data-testid="preliminary">
      <IconHourglass className="notice-icon" aria-hidden />
      <div className="notice-body">
        <h2 className="notice-title">Preliminary: {percent(lookedAt.share)} of the recording looked at so far</h2>
        <p>
          Track and figures are of those {duration(lookedAt.ms)} only. They get better while you watch, and the result takes their place
          when it is there.
        </p>
      </div>
    </div>
  );
}
