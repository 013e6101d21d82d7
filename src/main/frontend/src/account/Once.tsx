import { Button } from '@mantine/core';
import { useState } from 'react';

/** Something that is shown this once and never again. */
export function Once({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="notice once" role="status">
      <div className="notice-body">
        <p>{label}, shown this once. Keep it:</p>
        <code className="once-text">{text}</code>
        <Button size="xs" variant="default" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}
