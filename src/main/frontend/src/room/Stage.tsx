import { useEffect, useRef, type MouseEvent } from 'react';
import type { Point, Zone } from '../api/people';
import { ZONE_COLORS } from '../track/zones';
import { Corner } from './Corner';
import { closes, cutEdge, moved, pointAt, without } from './room';

/** What a click on the picture does. */
export type Drawing = { kind: 'zone'; corners: Point[] } | { kind: 'floor' } | null;

interface Props {
  /** The picture that the room is drawn on; null: none could be had. */
  picture: HTMLCanvasElement | null;
  aspect: number;
  zones: readonly Zone[];
  selected: number | null;
  marks: readonly Point[];
  drawing: Drawing;
  onSelect: (zone: number) => void;
  onCorners: (zone: number, corners: Point[]) => void;
  onMarks: (marks: Point[]) => void;
  onDraw: (corners: Point[]) => void;
  onClose: () => void;
}

const points = (corners: readonly Point[]) => corners.map(({ x, y }) => `${x * 1000},${y * 1000}`).join(' ');

/** A picture of the recording with the zones and the marks of the floor on it, to be drawn and moved. */
export function Stage(props: Props) {
  const { picture, aspect, zones, selected, marks, drawing, onSelect, onCorners, onMarks, onDraw, onClose } = props;
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const chosen = selected === null ? undefined : zones[selected];

  useEffect(() => {
    const surface = canvas.current;
    if (!surface || !picture) return;
    surface.width = picture.width;
    surface.height = picture.height;
    surface.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = pointAt((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
    if (drawing?.kind === 'zone') {
      if (closes(drawing.corners, at, box.width, box.height)) onClose();
      else onDraw([...drawing.corners, at]);
    } else if (drawing?.kind === 'floor' && marks.length < 4) {
      onMarks([...marks, at]);
    }
  };

  return (
    <div ref={stage} className={drawing ? 'room-stage room-drawing' : 'room-stage'} style={{ aspectRatio: aspect }} onClick={onClick} data-testid="room-stage">
      <canvas ref={canvas} aria-hidden />
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden>
        {zones.map((zone, i) => (
          <polygon
            key={i}
            className={i === selected ? 'zone-shape zone-chosen' : 'zone-shape'}
            points={points(zone.corners)}
            stroke={ZONE_COLORS[zone.kind]}
            fill={ZONE_COLORS[zone.kind]}
            onClick={() => !drawing && onSelect(i)}
          />
        ))}
        {marks.length > 1 && <polygon className="floor-shape" points={points(marks)} />}
        {drawing?.kind === 'zone' && <polyline className="zone-draft" points={points(drawing.corners)} />}
      </svg>
      {zones.map((zone, i) => {
        const corner = zone.corners.reduce((best, point) => (point.y < best.y ? point : best));
        return (
          <span key={i} className="zone-label" style={{ left: `${corner.x * 100}%`, top: `${corner.y * 100}%`, color: ZONE_COLORS[zone.kind] }} aria-hidden>
            {zone.name}
          </span>
        );
      })}
      {!drawing && chosen && selected !== null && (
        <>
          {chosen.corners.map((corner, i) => (
            <Corner
              key={`corner ${i}`}
              at={corner}
              stage={stage}
              label={`Corner ${i + 1} of ${chosen.name}`}
              onMove={(to) => onCorners(selected, moved(chosen.corners, i, to))}
              onRemove={() => onCorners(selected, without(chosen.corners, i))}
            />
          ))}
          {chosen.corners.map((corner, i) => {
            const next = chosen.corners[(i + 1) % chosen.corners.length] ?? corner;
            return (
              <Corner
                key={`edge ${i}`}
                className="corner-new"
                at={{ x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 }}
                stage={stage}
                label={`Another corner of ${chosen.name} after corner ${i + 1}`}
                onMove={() => undefined}
                onPress={() => onCorners(selected, cutEdge(chosen.corners, i))}
              >
                +
              </Corner>
            );
          })}
        </>
      )}
      {drawing?.kind === 'zone' &&
        drawing.corners.map((corner, i) => (
          <Corner
            key={i}
            className={i === 0 && drawing.corners.length >= 3 ? 'corner-close' : ''}
            at={corner}
            stage={stage}
            label={i === 0 && drawing.corners.length >= 3 ? 'First corner: press to close the zone' : `Corner ${i + 1}`}
            onMove={(to) => onDraw(moved(drawing.corners, i, to))}
            onRemove={() => onDraw(drawing.corners.filter((_, k) => k !== i))}
            onPress={i === 0 && drawing.corners.length >= 3 ? onClose : undefined}
          />
        ))}
      {drawing?.kind !== 'zone' &&
        marks.map((mark, i) => (
          <Corner
            key={i}
            className="corner-floor"
            at={mark}
            stage={stage}
            label={`Mark ${i + 1} of the floor`}
            onMove={(to) => onMarks(moved(marks, i, to))}
            onRemove={drawing?.kind === 'floor' ? () => onMarks(marks.filter((_, k) => k !== i)) : undefined}
          >
            {String(i + 1)}
          </Corner>
        ))}
    </div>
  );
}
