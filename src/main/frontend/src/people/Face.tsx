import { IconUser } from '@tabler/icons-react';
import { useState } from 'react';

/** A cut-out of the recording; a sign of a person where there is none. The name stands beside it. */
export function Face({ url, small = false }: { url: string | null | undefined; small?: boolean }) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={small ? 'face face-small' : 'face'} aria-hidden>
      {url && broken !== url ? (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(url)} />
      ) : (
        <IconUser size={small ? 18 : 26} stroke={1.6} />
      )}
    </span>
  );
}
