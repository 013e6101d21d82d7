import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconRuler2, IconTrash } from '@tabler/icons-react';
import type { FloorMark, Point } from '../api/people';
import { readMetres, rectangle } from './room';

/** Lengths as they are typed. */
export interface FloorText {
  shape: 'rectangle' | 'places';
  width: string;
  depth: string;
  places: readonly { x: string; y: string }[];
}

interface Props {
  marks: readonly Point[];
  text: FloorText;
  drawing: boolean;
  onText: (text: FloorText) => void;
  onDraw: () => void;
  onRemove: () => void;
}

const CORNERS = ['front left', 'front right', 'back right', 'back left'] as const;

/** The marks with their places in metres; null for those that are not known yet. */
export function marksOf(marks: readonly Point[], text: FloorText): (FloorMark | null)[] {
  const [width, depth] = [readMetres(text.width), readMetres(text.depth)];
  const sides = width !== null && depth !== null && width > 0 && depth > 0 ? rectangle(width, depth) : null;
  return marks.map((mark, i) => {
    if (text.shape === 'rectangle') {
      const place = sides?.[i];
      return place ? { ...mark, ...place } : null;
    }
    const [xMetres, yMetres] = [readMetres(text.places[i]?.x ?? ''), readMetres(text.places[i]?.y ?? '')];
    return xMetres === null || yMetres === null ? null : { ...mark, xMetres, yMetres };
  });
}

/** Asks for four clicks on the floor, and for how far they are from each other. */
export function FloorForm({ marks, text, drawing, onText, onDraw, onRemove }: Props) {
  const place = (i: number, change: Partial<{ x: string; y: string }>) =>
    onText({ ...text, places: text.places.map((other, k) => (k === i ? { ...other, ...change } : other)) });
  return (
    <section className="room-part" aria-labelledby="floor-title">
      <h3 className="details-sub" id="floor-title">
        The floor in metres
      </h3>
      <p className="hint">
        {drawing && marks.length < 4
          ? `Click the corner at the ${CORNERS[marks.length] ?? ''} (${marks.length + 1} of 4).`
          : 'Four points on the floor whose distances you know, such as the corners of a platform or of tiles, as large as can be seen. Then ways and speeds are in metres.'}
      </p>
      {marks.length === 4 && (
        <>
          <SegmentedControl
            size="xs"
            aria-label="How the four points are given"
            data={[
              { value: 'rectangle', label: 'A rectangle' },
              { value: 'places', label: 'Each point' },
            ]}
            value={text.shape}
            onChange={(shape) => onText({ ...text, shape: shape === 'places' ? 'places' : 'rectangle' })}
          />
          {text.shape === 'rectangle' ? (
            <div className="room-metres">
              <TextInput label="From 1 to 2, in metres" inputMode="decimal" value={text.width} onChange={(event) => onText({ ...text, width: event.currentTarget.value })} />
              <TextInput label="From 2 to 3, in metres" inputMode="decimal" value={text.depth} onChange={(event) => onText({ ...text, depth: event.currentTarget.value })} />
            </div>
          ) : (
            <ol className="room-places">
              {text.places.map((other, i) => (
                <li key={i}>
                  <TextInput label={`Mark ${i + 1}, across`} inputMode="decimal" value={other.x} onChange={(event) => place(i, { x: event.currentTarget.value })} />
                  <TextInput label={`Mark ${i + 1}, away`} inputMode="decimal" value={other.y} onChange={(event) => place(i, { y: event.currentTarget.value })} />
                </li>
              ))}
            </ol>
          )}
        </>
      )}
      <div className="room-buttons">
        {marks.length < 4 && !drawing && (
          <Button size="xs" variant="default" leftSection={<IconRuler2 size={16} aria-hidden />} onClick={onDraw}>
            Mark four points
          </Button>
        )}
        {marks.length > 0 && (
          <Button size="xs" variant="subtle" color="gray" leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>
            Remove the marks
          </Button>
        )}
      </div>
    </section>
  );
}
