import { Button, Menu, Modal } from '@mantine/core';
import { IconChevronDown, IconPolygon, IconSquarePlus } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { FloorMark, Point, Room, Zone, ZoneKind } from '../api/people';
import { KINDS } from '../track/zones';
import { FloorForm, marksOf, type FloorText } from './FloorForm';
import { MIDDLE, newZone, problemOf, sidesOf } from './room';
import { Stage, type Drawing } from './Stage';
import { useSaveRoom } from './useSaveRoom';
import { ZoneList } from './ZoneList';

interface Props {
  sessionId: string;
  room: Room;
  picture: HTMLCanvasElement | null;
  aspect: number;
  onClose: () => void;
}

function floorText(marks: readonly FloorMark[]): FloorText {
  const sides = sidesOf(marks);
  return {
    shape: marks.length === 4 && !sides ? 'places' : 'rectangle', width: sides ? String(sides.width) : '', depth: sides ? String(sides.depth) : '',
    places: Array.from({ length: 4 }, (_, i) => ({ x: String(marks[i]?.xMetres ?? ''), y: String(marks[i]?.yMetres ?? '') })),
  };
}

/** Draws the zones of a room and marks its floor, on a picture of the recording. */
export default function RoomEditor({ sessionId, room, picture, aspect, onClose }: Props) {
  const [zones, setZones] = useState<Zone[]>(room.zones);
  const [marks, setMarks] = useState<Point[]>(() => (room.floor?.marks ?? []).map(({ x, y }) => ({ x, y })));
  const [text, setText] = useState(() => floorText(room.floor?.marks ?? []));
  const [selected, setSelected] = useState<number | null>(room.zones.length > 0 ? 0 : null);
  const [drawing, setDrawing] = useState<Drawing>(null);
  const [kind, setKind] = useState<ZoneKind>('board');
  const save = useSaveRoom(sessionId, onClose);
  const metres = marks.length === 4 ? marksOf(marks, text) : [];
  const problem = problemOf(zones, marks, metres);

  const add = (corners: Point[], what: ZoneKind) => {
    setZones([...zones, newZone(what, corners, zones)]);
    setSelected(zones.length);
    setDrawing(null);
  };
  const finish = () => {
    if (drawing?.kind === 'zone' && drawing.corners.length >= 3) add(drawing.corners, kind);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!drawing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      setDrawing(null);
    } else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      finish();
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title="The room"
      size="72rem"
      closeOnEscape={drawing === null}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="room-editor" onKeyDown={onKeyDown}>
        <div className="room-picture">
          <Stage
            picture={picture}
            aspect={aspect}
            zones={zones}
            selected={selected}
            marks={marks}
            drawing={drawing}
            onSelect={setSelected}
            onCorners={(zone, corners) => setZones(zones.map((other, i) => (i === zone ? { ...other, corners } : other)))}
            onMarks={(next) => {
              setMarks(next);
              if (drawing?.kind === 'floor' && next.length === 4) setDrawing(null);
            }}
            onDraw={(corners) => setDrawing({ kind: 'zone', corners })}
            onClose={finish}
          />
          <p className="hint room-hint" role="status">
            {drawing?.kind === 'zone'
              ? `Click the corners of the zone one after the other (${drawing.corners.length} so far); a click on the first one closes it.`
              : drawing?.kind === 'floor'
                ? `Click the four points on the floor (${marks.length} of 4 so far).`
                : 'Drag a corner to move it; + adds one. With keys: arrows move a corner, Delete removes it.'}
          </p>
          {drawing && (
            <div className="room-buttons">
              {drawing.kind === 'zone' && (
                <Button size="xs" disabled={drawing.corners.length < 3} onClick={finish}>
                  Close the zone
                </Button>
              )}
              <Button size="xs" variant="default" onClick={() => setDrawing(null)}>
                Stop drawing
              </Button>
            </div>
          )}
        </div>
        <div className="room-side">
          <section className="room-part" aria-labelledby="zones-title">
            <h3 className="details-sub" id="zones-title">
              Zones
            </h3>
            {zones.length === 0 && <p className="hint">Areas of the picture, to know how long the instructor is at each and how often.</p>}
            <ZoneList
              zones={zones}
              selected={selected}
              onSelect={setSelected}
              onChange={(zone, change) => setZones(zones.map((other, i) => (i === zone ? { ...other, ...change } : other)))}
              onRemove={(zone) => {
                setZones(zones.filter((_, i) => i !== zone));
                setSelected(null);
              }}
            />
            <div className="room-buttons">
              <Menu position="bottom-start" shadow="md" withInitialFocusPlaceholder={false}>
                <Menu.Target>
                  <Button size="xs" variant="default" leftSection={<IconPolygon size={16} aria-hidden />} rightSection={<IconChevronDown size={15} aria-hidden />}>
                    Draw a zone
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {KINDS.map((other) => (
                    <Menu.Item
                      key={other.kind}
                      onClick={() => {
                        setKind(other.kind);
                        setSelected(null);
                        setDrawing({ kind: 'zone', corners: [] });
                      }}
                    >
                      {other.name}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
              <Button size="xs" variant="subtle" color="gray" leftSection={<IconSquarePlus size={16} aria-hidden />} onClick={() => add([...MIDDLE], 'other')}>
                Add a rectangle
              </Button>
            </div>
          </section>
          <FloorForm
            marks={marks}
            text={text}
            drawing={drawing?.kind === 'floor'}
            onText={setText}
            onDraw={() => setDrawing({ kind: 'floor' })}
            onRemove={() => {
              setMarks([]);
              setDrawing(null);
            }}
          />
          {(save.error ?? problem) && (
            <p className="field-error" role="alert">
              {problem ?? save.error?.message}
            </p>
          )}
          <div className="room-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              loading={save.isPending}
              disabled={problem !== null || drawing !== null}
              onClick={() =>
                save.mutate({
                  zones: zones.map((zone) => ({ ...zone, name: zone.name.trim() })),
                  floor: metres.length === 4 ? { marks: metres.filter((mark) => mark !== null) } : null,
                })
              }
            >
              Save the room
            </Button>
          </div>
        </div>
      </div>
    </Modal>
  );
}
