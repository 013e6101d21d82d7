import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { Motion, Room } from '../api/people';
import { clock, count, duration, share } from '../format';
import type { Playhead } from '../player/playhead';
import { ZONE_COLORS } from '../track/zones';
import RoomEditor from './RoomEditor';
import '../styles/room.css';

interface Props {
  sessionId: string;
  room: Room;
  motion: Motion | null;
  playhead: Playhead;
  aspect: number;
  /** Whether it can be changed now. */
  open: boolean;
  /** Whether its reader may change it. */
  editable: boolean;
}

/** What the video shows now, to draw on. */
function snapshot({ video }: Playhead): HTMLCanvasElement | null {
  if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas;
}

/** The zones of the room with how long the instructor was in each, and whether the floor is known in metres. */
export default function RoomPanel({ sessionId, room, motion, playhead, aspect, open, editable }: Props) {
  const [editing, setEditing] = useState<{ picture: HTMLCanvasElement | null } | null>(null);
  const stayOf = (name: string) => motion?.zones.find((zone) => zone.name === name);
  return (
    <section className="card panel" aria-labelledby="room-title">
      <div className="panel-head">
        <h2 className="panel-title" id="room-title">
          The room
        </h2>
        {editable && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            disabled={!open}
            title={open ? undefined : 'The recording is being processed: the room can be changed when that is done.'}
            onClick={() => setEditing({ picture: snapshot(playhead) })}
          >
            {room.zones.length === 0 && !room.floor ? 'Draw zones' : 'Edit'}
          </Button>
        )}
      </div>
      {room.zones.length === 0 && (
        <p className="hint">
          {editable
            ? 'Draw board, desk or door on the picture, and see here how long the instructor was at each and how often.'
            : 'Nobody has drawn zones on the picture yet.'}
        </p>
      )}
      <ul className="stays">
        {room.zones.map((zone) => {
          const stay = stayOf(zone.name);
          const first = stay?.visits[0];
          return (
            <li key={zone.name} className="stay">
              <div className="stay-head">
                <span>
                  <i className="zone-dot" style={{ background: ZONE_COLORS[zone.kind] }} aria-hidden /> {zone.name}
                </span>
                <strong className="num">{stay ? share(stay.share) : ''}</strong>
              </div>
              <div className="stay-bar" aria-hidden>
                <div className="stay-fill" style={{ width: `${Math.min(1, stay?.share ?? 0) * 100}%`, background: ZONE_COLORS[zone.kind] }} />
              </div>
              <p className="hint num">
                {!stay
                  ? 'not measured yet'
                  : stay.visitCount === 0
                    ? 'never there'
                    : `${duration(stay.seconds * 1000)} in ${count(stay.visitCount, 'visit')}, the longest ${duration(stay.longestSeconds * 1000)}`}
                {first && (
                  <>
                    {' · '}
                    <button type="button" className="link" onClick={() => playhead.seek(first.fromMs)}>
                      first at {clock(first.fromMs)}
                    </button>
                  </>
                )}
              </p>
            </li>
          );
        })}
      </ul>
      <p className="hint room-floor">
        {room.floor ? 'The floor is measured: ways and speeds are in metres.' : 'The floor is not measured: ways are in heights of the picture.'}
        {!room.floor && editable && ' Four clicks make metres of them.'}
      </p>
      {editing && <RoomEditor sessionId={sessionId} room={room} picture={editing.picture} aspect={aspect} onClose={() => setEditing(null)} />}
    </section>
  );
}
