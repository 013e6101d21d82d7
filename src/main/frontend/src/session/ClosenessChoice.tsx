import { Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { estimatesQuery } from '../api/queries';
import type { Closeness, Estimates } from '../api/types';
import { count, promised } from '../format';

export type Chosen = Closeness | 'usual';

const CHOICES: readonly { value: Chosen; label: string; description: string }[] = [
  { value: 'usual', label: 'As usual', description: 'What this server is set up to do.' },
  { value: 'thorough', label: 'Thorough', description: 'Looks for people in every sampled picture.' },
  { value: 'balanced', label: 'Balanced', description: 'Looks less often while little moves, and a little less exactly. Takes about a third of the time and hardly differs.' },
  { value: 'fast', label: 'Fast', description: 'Looks even less often. Small movements within some seconds may be missed.' },
];

/** How long a choice takes, as far as anybody knows. */
function Takes({ said, choice }: { said: Estimates | null | undefined; choice: Chosen }) {
  const time = said ? promised(said.estimates[choice === 'usual' ? said.usual : choice]) : null;
  return time && <span className="takes num">{time}</span>;
}

/** How closely a recording is to be looked at, and how long that takes. */
export function ClosenessChoice({ sessionId, chosen, onChoose }: { sessionId: string; chosen: Chosen; onChoose: (chosen: Chosen) => void }) {
  const { data: said } = useQuery(estimatesQuery(sessionId));
  const unknown = said && Object.values(said.estimates).every((seconds) => seconds === null);
  return (
    <>
      <Radio.Group label="How closely" value={chosen} onChange={(value) => onChoose(value)} mt="md">
        <Stack gap="xs" mt="xs">
          {CHOICES.map((choice) => (
            <Radio
              key={choice.value}
              value={choice.value}
              description={choice.description}
              label={
                <>
                  <b>{choice.label}</b> <Takes said={said} choice={choice.value} />
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {said && said.slots === 0 && <p className="hint">No worker is there now, so it waits until one is.</p>}
      {unknown && said.slots > 0 && <p className="hint">How long it takes is not known yet: too little was processed on this server.</p>}
      {said && said.waitsBehind > 0 && (
        <p className="hint">Before that it waits behind {count(said.waitsBehind, 'other recording')}.</p>
      )}
    </>
  );
}
