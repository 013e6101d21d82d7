import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Zone, ZoneKind } from '../api/people';
import { KINDS, ZONE_COLORS } from '../track/zones';

interface Props {
  zones: readonly Zone[];
  selected: number | null;
  onSelect: (zone: number) => void;
  onChange: (zone: number, change: Partial<Zone>) => void;
  onRemove: (zone: number) => void;
}

/** The zones by name. The one in which the focus is has its corners shown in the picture. */
export function ZoneList({ zones, selected, onSelect, onChange, onRemove }: Props) {
  return (
    <ul className="zone-list" aria-label="Zones">
      {zones.map((zone, i) => (
        <li key={i} className={i === selected ? 'zone-item zone-item-chosen' : 'zone-item'} onFocus={() => onSelect(i)} onClick={() => onSelect(i)}>
          <i className="zone-dot" style={{ background: ZONE_COLORS[zone.kind] }} aria-hidden />
          <TextInput
            className="zone-name"
            aria-label={`Name of zone ${i + 1}`}
            maxLength={60}
            value={zone.name}
            onChange={(event) => onChange(i, { name: event.currentTarget.value })}
          />
          <NativeSelect
            className="zone-kind"
            aria-label={`What ${zone.name} is`}
            data={KINDS.map(({ kind, name }) => ({ value: kind, label: name }))}
            value={zone.kind}
            onChange={(event) => {
              const kind = event.currentTarget.value as ZoneKind;
              onChange(i, { kind, anchor: KINDS.find((other) => other.kind === kind)?.anchor ?? 'centre' });
            }}
          />
          <NativeSelect
            className="zone-anchor"
            aria-label={`When somebody is at ${zone.name}`}
            data={[
              { value: 'centre', label: 'Body in it' },
              { value: 'foot', label: 'Feet in it' },
            ]}
            value={zone.anchor}
            onChange={(event) => onChange(i, { anchor: event.currentTarget.value === 'foot' ? 'foot' : 'centre' })}
          />
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Delete ${zone.name}`} onClick={() => onRemove(i)}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
