// Persons, corrections and the room of made-up recordings: a stand-in for what the service makes of its detections.
import { payload } from './recordings.mjs';

const STEP = 200;
const VIDEO = { width: 1280, height: 720, fps: 25 };
const round = (value, decimals = 4) => Number(value.toFixed(decimals));
const at = (index) => index * STEP;

function inside({ x, y }, corners) {
  let is = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [a, b] = [corners[i], corners[j]];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) is = !is;
  }
  return is;
}

/** Runs of sights without a break of more than three seconds. */
function pieces(boxes) {
  const found = [];
  for (let i = 0; i < boxes.length; i++) {
    if (!boxes[i]) continue;
    const last = found.at(-1);
    if (last && i - last.to <= 15) last.to = i;
    else found.push({ from: i, to: i });
  }
  return found;
}

class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Everything that can be corrected about one recording. */
export class Scene {
  #changes = [];
  #base;

  /** @param people each with boxes (one per sample, or null), looks and how much speaks for it; the first is believed to teach */
  constructor(people) {
    this.#base = people.map((person, n) => ({ ...person, id: `p${n + 1}` }));
    this.derive();
  }

  get etag() {
    return `mock${this.#held().map(({ number }) => number).join('x')}r${this.#changes.length}`;
  }

  #held() {
    return this.#changes.filter(({ undoneAt }) => undoneAt === null);
  }

  history() {
    return this.#changes.toReversed();
  }

  get room() {
    return this.#held().findLast(({ kind }) => kind === 'room')?.change ?? { zones: [], floor: null };
  }

  change(kind, change, summary) {
    const entry = { number: this.#changes.length + 1, at: new Date().toISOString(), by: null, kind, summary, change, undoneAt: null };
    this.#changes.push(entry);
    try {
      this.derive();
    } catch (error) {
      this.#changes.pop();
      this.derive();
      throw error;
    }
  }

  undo() {
    const last = this.#held().at(-1);
    if (!last) throw new Refusal(409, 'There is nothing to take back.');
    last.undoneAt = new Date().toISOString();
    this.derive();
  }

  derive() {
    let persons = this.#base.map((person) => ({
      ...person, tracklets: pieces(person.boxes).map(({ from, to }) => ({ id: `t${at(from)}-${person.id.slice(1)}`, from, to, boxes: person.boxes })),
    }));
    const rulings = [];
    const find = (id) => {
      const person = persons.find((other) => other.id === id || other.tracklets.some((tracklet) => tracklet.id === id));
      if (!person) throw new Refusal(422, `There is no person ${id}.`);
      return person;
    };
    for (const { kind, change } of this.#held()) {
      if (kind === 'merge') {
        const [first, ...others] = change.persons.map(find).sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
        if (others.some((other) => other.tracklets.some((a) => first.tracklets.some((b) => a.from <= b.to && b.from <= a.to)))) {
          throw new Refusal(422, 'They are seen at the same time, so they are two people. Say that both are the instructor instead.');
        }
        for (const other of others) first.tracklets.push(...other.tracklets);
        first.tracklets.sort((a, b) => a.from - b.from);
        persons = persons.filter((person) => !others.includes(person));
      } else if (kind === 'split') {
        const person = find(change.person);
        const cut = Math.ceil(change.atMs / STEP);
        const [before, after] = [[], []];
        for (const tracklet of person.tracklets) {
          if (tracklet.to < cut) before.push(tracklet);
          else if (tracklet.from >= cut) after.push(tracklet);
          else {
            before.push({ ...tracklet, to: cut - 1 });
            after.push({ ...tracklet, from: cut, id: `t${at(cut)}-${persons.length + 1}` });
          }
        }
        if (before.length === 0 || after.length === 0) throw new Refusal(422, 'At that moment there is nothing to split: nobody is there before it, or after it.');
        person.tracklets = before;
        persons.push({ ...person, id: `p${persons.length + 1}`, tracklets: after });
      } else if (kind === 'instructor') {
        const span = change.fromMs == null && change.toMs == null ? null : [change.fromMs ?? 0, change.toMs ?? Infinity];
        if (span && span[1] <= span[0]) throw new Refusal(422, 'The end of the span must be after its beginning.');
        for (const [list, ruling] of [[change.instructor ?? [], 'instructor'], [change.never ?? [], 'never']]) {
          for (const id of list) {
            const person = find(id);
            rulings.push({ tracklets: person.id === id ? person.tracklets.map((tracklet) => tracklet.id) : [id], ruling, span });
          }
        }
      }
    }
    this.#follow(persons, rulings);
  }

  #follow(persons, rulings) {
    const last = (tracklet, ms) => rulings.findLastIndex((rule) => rule.tracklets.includes(tracklet.id) && (!rule.span || (ms >= rule.span[0] && ms <= rule.span[1])));
    const about = (tracklet, ms) => rulings[last(tracklet, ms)]?.ruling ?? null;
    const always = rulings.some((rule) => rule.ruling === 'instructor' && !rule.span);
    const usual = persons.filter((person) => person.tracklets.some((tracklet) => about(tracklet, -1) !== 'never')).toSorted((a, b) => b.score - a.score)[0];
    const samples = this.#base[0].boxes.length;
    const boxes = Array.from({ length: samples }, (_, i) => {
      const here = persons.flatMap((person) => person.tracklets.filter(({ from, to, boxes: own }) => i >= from && i <= to && own[i]).map((tracklet) => ({ person, tracklet })));
      const named = here.filter(({ tracklet }) => about(tracklet, at(i)) === 'instructor').toSorted((a, b) => last(b.tracklet, at(i)) - last(a.tracklet, at(i)))[0];
      const decided = rulings.some((rule) => rule.ruling === 'instructor' && rule.span && at(i) >= rule.span[0] && at(i) <= rule.span[1]);
      const chosen = named ?? (always || decided ? null : here.find(({ person, tracklet }) => person === usual && about(tracklet, at(i)) !== 'never'));
      if (!chosen) return null;
      chosen.tracklet.followed = (chosen.tracklet.followed ?? 0) + STEP;
      return chosen.tracklet.boxes[i];
    });
    this.persons = persons.map((person) => this.#summary(person, about, samples));
    const followed = this.persons.filter((person) => person.followedMs > 0);
    for (const person of followed) person.role = 'instructor';
    this.verdict = {
      persons: followed.map(({ id }) => id), confidence: rulings.length > 0 ? 1 : 0.3412,
      reasons: rulings.length > 0 ? ['Somebody who watched the recording said so.'] : ['Followed for most of the recording.', 'Walks about, which audiences hardly do.', 'Is not cut by the lower border, as the front row is.'],
      alternatives: this.persons.filter((person) => !followed.includes(person)).map(({ id, score }) => ({ person: id, score, reason: 'There for a part of the recording, stays in one place.' })),
      secondTeacher: this.persons.find(({ role }) => role === 'second')?.id ?? null, corrected: rulings.length > 0,
    };
    this.result = payload(VIDEO, boxes, STEP);
    Object.assign(this.result.data, this.#findings(boxes));
  }

  #summary(person, about, samples) {
    const tracklets = person.tracklets;
    const seen = tracklets.flatMap(({ from, to, boxes }) => Array.from({ length: to - from + 1 }, (_, n) => from + n).filter((i) => boxes[i]).map((i) => ({ i, box: boxes[i] })));
    const every = Math.max(1, Math.floor(seen.length / 55));
    const portrait = seen[seen.length >> 1];
    const followedMs = tracklets.reduce((sum, tracklet) => sum + (tracklet.followed ?? 0), 0);
    const never = tracklets.every((tracklet) => about(tracklet, -1) === 'never');
    const thumbnailUrl = (id) => `persons/${id}/thumbnail?c=${encodeURIComponent(person.colour)}`;
    return {
      id: person.id, score: person.score, presence: round(seen.length / samples), presentMs: seen.length * STEP, height: round(portrait.box.h),
      looks: { upper: person.looks[0], lower: person.looks[1], shares: [] }, portrait: { tMs: at(portrait.i), bbox: portrait.box },
      tracklets: tracklets.map(({ id, from, to, followed }) => ({
        id, fromMs: at(from), toMs: at(to), sights: to - from + 1, quality: 0.78, ruling: about({ id }, -1), followedMs: followed ?? 0, thumbnailUrl: thumbnailUrl(id),
      })),
      present: tracklets.map(({ from, to }) => ({ fromMs: at(from), toMs: at(to) })),
      path: seen.filter((_, n) => n % every === 0 || n === seen.length - 1).map(({ i, box }) => ({ tMs: at(i), cx: round(box.x + box.w / 2), cy: round(box.y + box.h / 2) })),
      role: never ? 'never' : person.second ? 'second' : 'other', followedMs, thumbnailUrl: thumbnailUrl(person.id),
    };
  }

  #findings(boxes) {
    const { zones, floor } = this.room;
    const { trackPoints } = this.result.data;
    const share = (quality) => round(trackPoints.filter((point) => point.quality === quality).length / trackPoints.length);
    const attention = [];
    for (let i = 0; i < boxes.length; i++) {
      if (boxes[i]) continue;
      const from = i;
      while (i < boxes.length && !boxes[i]) i++;
      if (i - from >= 25) attention.push({ fromMs: at(from), toMs: at(i - 1), kind: 'absent', reason: 'The instructor is not seen. Somebody else is.' });
    }
    for (const { person } of this.verdict.corrected ? [] : this.verdict.alternatives.slice(0, 1)) {
      for (const span of this.persons.find(({ id }) => id === person).present) attention.push({ ...span, kind: 'candidates', reason: `Person ${person} might be the instructor as well.` });
    }
    const end = at(boxes.length);
    attention.push({ fromMs: end * 0.22, toMs: end * 0.22, kind: 'identity', reason: 'Somebody else is so near that the two may have been mixed up.' });
    attention.push({ fromMs: end * 0.55, toMs: end * 0.6, kind: 'dark', reason: 'It is dark: 31 % of the usual light.' });
    attention.push({ fromMs: end * 0.8, toMs: end * 0.81, kind: 'camera', reason: 'The camera shows something else than before.' });
    attention.sort((a, b) => a.fromMs - b.fromMs);
    const metres = floor !== null;
    const sums = (first, last) => {
      const sum = { present: 0, moving: 0, way: 0, thirds: [0, 0, 0], zones: zones.map(() => 0) };
      for (let i = first; i < last; i++) {
        const [box, before] = [boxes[i], boxes[i - 1]];
        if (!box) continue;
        const centre = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
        sum.present += 0.2;
        sum.thirds[Math.min(2, Math.max(0, Math.floor(centre.x * 3)))] += 0.2;
        zones.forEach((zone, n) => inside(zone.anchor === 'foot' ? { x: centre.x, y: box.y + box.h } : centre, zone.corners) && (sum.zones[n] += 0.2));
        const step = before ? Math.abs(centre.x - before.x - before.w / 2) * (16 / 9) : 0;
        if (step > 0.005) sum.moving += 0.2;
        if (step > 0.005) sum.way += step;
      }
      return {
        presentSeconds: round(sum.present, 1), movingSeconds: round(sum.moving, 1), standingSeconds: round(sum.present - sum.moving, 1), distanceHeights: round(sum.way),
        distanceMetres: metres ? round(sum.way * 4.2, 2) : null, floorSeconds: metres ? round(sum.present, 1) : null,
        leftSeconds: round(sum.thirds[0], 1), middleSeconds: round(sum.thirds[1], 1), rightSeconds: round(sum.thirds[2], 1), zoneSeconds: sum.zones.map((seconds) => round(seconds, 1)),
      };
    };
    const whole = sums(0, boxes.length);
    const timeline = [];
    for (let i = 0; i < boxes.length; i += 1500) timeline.push({ fromMs: at(i), toMs: at(Math.min(boxes.length, i + 1500)), ...sums(i, Math.min(boxes.length, i + 1500)) });
    const mean = whole.presentSeconds ? whole.distanceHeights / whole.presentSeconds : 0;
    const meanMoving = whole.movingSeconds ? whole.distanceHeights / whole.movingSeconds : 0;
    const speed = {};
    for (const [unit, factor] of [['HeightsPerSecond', 1], ['MetresPerSecond', metres ? 4.2 : null]]) {
      for (const [name, value] of Object.entries({ mean, meanMoving, p95: meanMoving * 1.6, max: meanMoving * 2.1 })) speed[name + unit] = factor === null ? null : round(value * factor);
    }
    const present = whole.presentSeconds || 1;
    return {
      instructor: this.verdict, persons: this.persons, personsFound: this.persons.length,
      quality: { measured: share('measured'), interpolated: share('interpolated'), lost: share('lost'), attention },
      motion: {
        version: 1, floorCalibrated: metres, bodyHeight: 0.36, ...whole, speed, shares: {},
        zones: zones.map(({ name, kind, anchor, corners }, n) => {
          const visits = pieces(boxes.map((box) => box && inside({ x: box.x + box.w / 2, y: box.y + (anchor === 'foot' ? box.h : box.h / 2) }, corners) && box));
          const longest = Math.max(0, ...visits.map(({ from, to }) => (to - from + 1) / 5));
          return {
            name, kind, anchor, seconds: whole.zoneSeconds[n], share: round(whole.zoneSeconds[n] / present), visitCount: visits.length, longestSeconds: longest,
            visits: visits.map(({ from, to }) => ({ fromMs: at(from), toMs: at(to) })),
          };
        }),
        timeline, smoothedColumns: [], smoothedPoints: [],
      },
    };
  }

  /** `GET /sessions/{id}/persons`. */
  document(base) {
    const held = this.#held();
    const absolute = (item) => ({ ...item, thumbnailUrl: `${base}/${item.thumbnailUrl}` });
    return {
      resultEtag: this.etag, revision: held.at(-1)?.number ?? 0, correctable: true, reason: null, instructor: this.verdict, personsFound: this.persons.length + 2,
      persons: this.persons.map((person) => ({ ...absolute(person), tracklets: person.tracklets.map(absolute) })),
      corrections: { canUndo: held.length > 0, last: held.at(-1) ?? null },
    };
  }
}

const spanWords = ({ fromMs, toMs }) => (fromMs == null && toMs == null ? '' : ` from ${(fromMs ?? 0) / 1000} s to ${toMs == null ? 'the end' : `${toMs / 1000} s`}`);

/**
 * What an address of a session's people answers: status and body, and whether something changed; null if it is none of them.
 *
 * @param scene undefined for a session that cannot be corrected
 */
export function peopleRoute(scene, base, method, rest, body, ifMatch) {
  const route = `${method} ${rest}`;
  if (!/^\/(persons|instructor|room|corrections)/.test(rest)) return null;
  if (!scene) return { status: 404, refusal: 'Tracking results not available' };
  const changes = {
    'PUT /instructor': () => {
      const who = [...(body.instructor ?? []).map((id) => `${id} is the instructor`), ...(body.never ?? []).map((id) => `${id} is not the instructor`)];
      if (who.length === 0) throw new Refusal(422, 'Say who is the instructor, or who never is.');
      scene.change('instructor', body, who.join(', ') + spanWords(body));
    },
    'POST /persons/merge': () => scene.change('merge', body, `${body.persons.join(' and ')} are one person`),
    'POST /persons/split': () => scene.change('split', body, `${body.person} is somebody else from ${body.atMs / 1000} s on`),
    'PUT /room': () => {
      const flat = body.zones.find((zone) => zone.corners.length < 3);
      if (flat) throw new Refusal(422, `The zone "${flat.name}" needs 3 to 100 corners, each with x and y.`);
      scene.change('room', body, `The room has ${body.zones.length} zones${body.floor ? ' and a measured floor' : ''}`);
    },
    'POST /corrections/undo': () => scene.undo(),
  };
  if (route in changes) {
    if (ifMatch && ifMatch !== `"${scene.etag}"`) return { status: 412, refusal: 'Somebody else changed this meanwhile. Look at it again.' };
    try {
      changes[route]();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, refusal: error.message };
    }
    const document = scene.document(base);
    return { status: 200, changed: document, body: route === 'PUT /room' ? { ...scene.room, resultEtag: scene.etag, revision: document.revision } : document };
  }
  if (route === 'GET /persons') return { status: 200, body: scene.document(base) };
  if (route === 'GET /corrections') return { status: 200, body: scene.history() };
  if (route === 'GET /room') return { status: 200, body: scene.room };
  return null;
}

/** A person in a colour, in place of a cut-out of the recording. */
export const portrait = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 120"><rect width="90" height="120" fill="#d9d4c6"/>
<rect width="90" height="62" fill="#2f5244"/><circle cx="45" cy="42" r="19" fill="#e0b08e"/><path d="M26 40q0-23 19-23t19 23q-5-13-19-13t-19 13" fill="#6f4b26"/><path d="M10 120q0-52 35-52t35 52z" fill="${colour}"/></svg>`;
