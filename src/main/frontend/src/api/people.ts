/** Persons, corrections and the room, as the service sends them. Spans of time are in ms of the recording, places in fractions of the picture. */

export interface TimeSpan {
  fromMs: number;
  toMs: number;
}

export interface PathPoint {
  tMs: number;
  cx: number;
  cy: number;
}

export type Ruled = 'instructor' | 'never';

export interface Tracklet extends TimeSpan {
  id: string;
  sights: number;
  quality: number;
  ruling?: Ruled | null;
  followedMs?: number | null;
  thumbnailUrl?: string | null;
}

export type Role = 'instructor' | 'second' | 'other' | 'never';

export interface Person {
  id: string;
  score: number;
  /** Share of the recording, 0 to 1. */
  presence: number;
  presentMs: number;
  height: number;
  looks: { upper: string | null; lower: string | null };
  portrait: { tMs: number; bbox?: { x: number; y: number; w: number; h: number } | null };
  tracklets: Tracklet[];
  present: TimeSpan[];
  path: PathPoint[];
  role: Role;
  /** How long the track follows this person; null where that cannot be told any more. */
  followedMs: number | null;
  thumbnailUrl?: string | null;
}

export interface Verdict {
  persons: string[];
  confidence: number;
  reasons: string[];
  alternatives: { person: string; score: number; reason: string }[];
  secondTeacher: string | null;
  corrected: boolean;
}

export interface Correction {
  number: number;
  at: string;
  /** Who did it; null where nobody has a name. */
  by: string | null;
  kind: string;
  summary: string;
  undoneAt: string | null;
}

/** `GET /sessions/{id}/persons`. */
export interface People {
  resultEtag: string;
  revision: number;
  correctable: boolean;
  /** Why not, as a sentence. */
  reason?: string | null;
  instructor: Verdict;
  personsFound: number;
  persons: Person[];
  corrections: { canUndo: boolean; last: Correction | null };
}

/** What somebody says about who teaches; a span that is open to a side has null there. */
export interface Ruling {
  instructor?: string[];
  never?: string[];
  fromMs?: number | null;
  toMs?: number | null;
}

export interface Point {
  x: number;
  y: number;
}

export type ZoneKind = 'board' | 'desk' | 'audience' | 'door' | 'other';

export interface Zone {
  name: string;
  kind: ZoneKind;
  /** Which point of the person has to be inside. */
  anchor: 'centre' | 'foot';
  corners: Point[];
}

export interface FloorMark extends Point {
  xMetres: number;
  yMetres: number;
}

/** `GET /sessions/{id}/room`. */
export interface Room {
  zones: Zone[];
  floor: { marks: FloorMark[] } | null;
}

export interface RoomAnswer extends Room {
  resultEtag: string;
  revision: number;
}

export type AttentionKind = 'identity' | 'candidates' | 'absent' | 'dark' | 'camera';

export interface Attention extends TimeSpan {
  kind: AttentionKind;
  reason: string;
}

/** How far a track is to be trusted; shares from 0 to 1. */
export interface Quality {
  measured: number;
  interpolated: number;
  lost: number;
  attention: Attention[];
}

/** Sums over a stretch of time; metres are null without a calibrated floor. */
export interface Activity {
  presentSeconds: number;
  movingSeconds: number;
  standingSeconds: number;
  distanceHeights: number;
  distanceMetres: number | null;
  floorSeconds: number | null;
  leftSeconds: number;
  middleSeconds: number;
  rightSeconds: number;
  zoneSeconds: number[];
}

export interface ZoneStay {
  name: string;
  kind: ZoneKind;
  seconds: number;
  share: number;
  visitCount: number;
  longestSeconds: number;
  visits: TimeSpan[];
}

/** The member `motion` of a result, without its smoothed points. */
export interface Motion extends Activity {
  floorCalibrated: boolean;
  bodyHeight: number | null;
  speed: Record<string, number | null>;
  zones: ZoneStay[];
  timeline: (Activity & TimeSpan)[];
}
