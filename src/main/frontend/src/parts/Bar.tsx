import { percent } from '../format';

/** Progress of something named, null when nobody knows; calm when nothing moves any more. */
export function Bar({ value, label, slim = false, calm = false }: { value: number | null; label: string; slim?: boolean; calm?: boolean }) {
  const width = value === null ? undefined : `${Math.min(100, Math.max(0, value * 100))}%`;
  return (
    <div
      className={`bar${slim ? ' bar-slim' : ''}${calm ? ' bar-calm' : ''}${value === null ? ' bar-unknown' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === null ? {} : { 'aria-valuenow': Math.floor(value * 100), 'aria-valuetext': percent(value) })}
    >
      <div className="bar-fill" style={{ width }} />
    </div>
  );
}
