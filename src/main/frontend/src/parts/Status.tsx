import { IconAlertTriangle, IconCircleCheck, IconClock, IconLoader2 } from '@tabler/icons-react';

type Kind = 'queued' | 'running' | 'processing' | 'completed' | 'failed';

const LOOKS = {
  queued: { text: 'Waiting', tone: 'calm', Icon: IconClock },
  running: { text: 'In progress', tone: 'accent', Icon: IconLoader2 },
  processing: { text: 'In progress', tone: 'accent', Icon: IconLoader2 },
  completed: { text: 'Ready', tone: 'good', Icon: IconCircleCheck },
  failed: { text: 'Failed', tone: 'bad', Icon: IconAlertTriangle },
} as const;

export function Status({ status, text }: { status: Kind; text?: string }) {
  const { text: usual, tone, Icon } = LOOKS[status];
  return (
    <span className={`pill pill-${tone}`}>
      <Icon size={15} stroke={2.2} aria-hidden />
      {text ?? usual}
    </span>
  );
}
