import { Radio, Stack } from '@mantine/core';
import type { Closeness } from '../api/types';

export type Chosen = Closeness | 'usual';

const CHOICES: readonly { value: Chosen; label: string; description: string }[] = [
  { value: 'usual', label: 'As usual', description: 'What this server is set up to do.' },
  { value: 'thorough', label: 'Thorough', description: 'Looks for people in every sampled picture.' },
  { value: 'balanced', label: 'Balanced', description: 'Looks less often while little moves. Takes about half of the time and hardly differs.' },
  { value: 'fast', label: 'Fast', description: 'Looks even less often. Small movements within some seconds may be missed.' },
];

/** How closely a recording is to be looked at. */
export function ClosenessChoice({ chosen, onChoose }: { chosen: Chosen; onChoose: (chosen: Chosen) => void }) {
  return (
    <Radio.Group label="How closely" value={chosen} onChange={(value) => onChoose(value)} mt="md">
      <Stack gap="xs" mt="xs">
        {CHOICES.map((choice) => (
          <Radio key={choice.value} {...choice} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
