import { ActionIcon, Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';

/** What a figure means, behind a small "i". */
export function Definition({ name, text }: { name: string; text: string }) {
  return (
    <Tooltip label={text} w={290}>
      <ActionIcon className="metric-info" variant="subtle" color="gray" size="md" aria-label={`What does “${name}” mean? ${text}`}>
        <IconInfoCircle size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
