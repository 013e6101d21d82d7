// The service's API with moving, made-up jobs, and the built pages from dist/: for working on the pages without Java.
//   npm run mock            serves dist/ and the API on PORT (8000); `npm run dev` beside it reloads on every change
//   TWO_VIDEO=two.mp4       a recording to show for "Optics 4", in which two persons are found (dev/two.mjs makes one)
//   MOCK=empty              no recordings    MOCK=old    a server without event streams, windows, CSV and /system
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { peopleRoute, portrait, Scene } from './people.mjs';
import { csv, longBoxes, payload, sampleBoxes, thumbnail, walkBoxes, windowed } from './recordings.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const dist = process.env.DASHBOARD_OUT ?? join(here, '../dist');
const sample = process.env.SAMPLE ?? join(here, '../../../../docs/sample');
const longVideo = process.env.LONG_VIDEO;
const twoVideo = process.env.TWO_VIDEO;
const port = Number(process.env.PORT ?? 8000);
const mode = process.env.MOCK ?? '';
const old = mode === 'old';

const iso = (at = Date.now()) => new Date(at).toISOString();
const hex = () => Array.from({ length: 24 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
/** What can be corrected, and the results of those who cannot. */
const scenes = new Map();
const results = new Map();
const sessions = [];
const jobs = new Map();
const streams = new Set();
/** One worker of every kind that can be. */
const workers = (running) => {
  const worker = (name, host, slots, state, change) => ({
    name, host, version: '0.1.0', slots, state, reason: null, quarantinedUntil: null, since: iso(Date.now() - 7.2e6), lastSeen: iso(),
    tasksDone: 0, tasksFailed: 0, tasksLost: 0, busyWith: [], ...change,
  });
  const busyWith = running.slice(0, 2).map((job, n) => ({ jobId: job.id, task: `detect/000${n + 3}`, since: iso(Date.now() - 9e3), progress: 0.4 }));
  return [
    worker('basement-pc', 'basement-pc', 4, 'idle', { tasksDone: 208, tasksLost: 4 }),
    worker('lab-7', 'lab-7.example.org', 2, 'quarantined', {
      reason: 'It failed 3 times in a row at what others could do: There was not enough memory.', quarantinedUntil: iso(Date.now() + 6e4), tasksDone: 12, tasksFailed: 3,
    }),
    worker('local', 'lectern-server', 2, busyWith.length > 0 ? 'busy' : 'idle', { busyWith, tasksDone: 1043, tasksFailed: 2 }),
    worker('office', 'office', 1, 'draining', { tasksDone: 40 }),
    worker('old-laptop', 'old-laptop', 2, 'other-model', { version: '0.0.9' }),
    worker('tower', 'tower', 8, 'lost', { lastSeen: iso(Date.now() - 1e5), tasksDone: 310, tasksLost: 8 }),
  ].filter((other) => !removed.has(other.name));
};
const removed = new Set();
const log = [];

function addSession(name, courseCode, sessionDate, durationMs, extra = {}) {
  const session = {
    sessionId: `sess-${hex()}`, name, courseCode, sessionDate, durationMs, createdAt: iso(Date.now() - sessions.length * 8.64e7),
    sizeBytes: durationMs * 150, hasResult: false, error: null, seed: sessions.length + 1, rendered: false, file: 'lecture.mp4', ...extra,
  };
  sessions.push(session);
  return session;
}

function addJob(session, state = {}) {
  const job = {
    id: `job-${hex()}`, status: 'queued', progress: 0, sessionId: session.sessionId, createdAt: iso(), startedAt: null, finishedAt: null,
    updatedAt: iso(), error: null, stage: null, attempt: 1, etaSeconds: null, framesPerSecond: null, segmentsDone: 0,
    segments: Math.max(1, Math.ceil((session.durationMs ?? 6e4) / 60_000)), goal: 'track', stalledSeconds: null, ...state,
  };
  jobs.set(job.id, job);
  session.job = job.id;
  return job;
}

/** Two lecturers, of whom the wrong one is believed to teach, and somebody who only comes by. */
const twoLecturers = () =>
  new Scene([
    { boxes: sampleBoxes(join(sample, 'lecture.truth.json')), looks: ['orange', 'red'], colour: '#d9622b', score: 0.48, second: true },
    { boxes: walkBoxes(27, [[0.4, 0.98], [1.6, 0.94]]), looks: ['dark grey', 'black'], colour: '#444', score: 0.01 },
    { boxes: walkBoxes(27, [[5.6, 0.96], [8, 0.82], [16, 0.82], [23, 0.3], [27, 0.3]], { y: 0.3 }), looks: ['blue', 'light grey'], colour: '#2f6bd0', score: 0.55 },
  ]);
/** A lecturer and an audience. */
const lectureHall = (seconds, seed) =>
  new Scene([
    { boxes: longBoxes(seconds, seed), looks: ['blue', 'black'], colour: '#2f6bd0', score: 0.8 },
    ...Array.from({ length: 8 }, (_, n) => ({
      boxes: walkBoxes(seconds, [[n * 40, 0.06 + n * 0.12], [Math.max(n * 40 + 60, seconds - n * n * 90), 0.07 + n * 0.12]], { y: 0.78, h: 0.2, w: 0.1 }),
      looks: n % 2 ? ['red', 'black'] : ['light grey', 'light grey'], colour: n % 2 ? '#b33' : '#999', score: 0.2 - n / 50,
    })),
  ]);
const resultOf = (session) => scenes.get(session.sessionId)?.result ?? results.get(session.sessionId);

if (mode !== 'empty') {
  const id = (n) => `sess-${String(n).repeat(24)}`;
  const optics = addSession('Optics 4: interference', 'PHY-201', '2026-11-19', 27_000, { hasResult: true, sessionId: id('a'), file: 'two' });
  scenes.set(optics.sessionId, twoLecturers());
  addJob(optics, { status: 'completed', progress: 1, startedAt: iso(Date.now() - 9e4), finishedAt: iso(Date.now() - 6e4), segmentsDone: 1, id: `job-${'a'.repeat(24)}` });
  const long = addSession('Thermodynamics, the long double lecture', 'PHY-110', '2026-11-18', 7_200_000, { hasResult: true, sessionId: id('b'), file: 'long' });
  scenes.set(long.sessionId, lectureHall(7200, 11));
  addJob(long, { status: 'completed', progress: 1, finishedAt: iso(), segmentsDone: 120 });
  addJob(addSession('Graph theory 7', 'MAT-330', '2026-11-17', 900_000, { sessionId: id('c') }), { id: `job-${'c'.repeat(24)}` });
  // This one waits for ever, so that there is one to look at.
  addJob(addSession('Introduction to ecology', null, '2026-11-16', 5_400_000), { held: true });
  addJob(addSession('Seminar recording from the old camera', 'HIS-015', null, null, { sessionId: id('e'), error: 'The recording ends in the middle: the file seems to be cut off. Please copy it from the camera again.' }), {
    status: 'failed', progress: 0.12, finishedAt: iso(), id: `job-${'e'.repeat(24)}`,
    error: 'The recording ends in the middle: the file seems to be cut off. Please copy it from the camera again.',
  });
  const algebra = addSession('Linear algebra 12: eigenvalues and what they are good for', 'MAT-101', '2026-11-12', 2_712_000, { hasResult: true });
  scenes.set(algebra.sessionId, lectureHall(2712, 3));
  addJob(algebra, { status: 'completed', progress: 1, finishedAt: iso() });
  const plain = addSession(null, null, null, 1_230_000, { hasResult: true });
  // An older result, without anything that came later.
  results.set(plain.sessionId, payload({ width: 1280, height: 720, fps: 25 }, longBoxes(1230, 5), 200));
  addJob(plain, { status: 'completed', progress: 1, finishedAt: iso() });
}

const statusOf = (session) => {
  const job = jobs.get(session.job);
  if (job && (job.status === 'queued' || job.status === 'running')) return 'processing';
  return session.hasResult ? 'completed' : 'failed';
};

function summary(session) {
  const job = jobs.get(session.job);
  return {
    sessionId: session.sessionId, name: session.name, createdAt: session.createdAt, status: statusOf(session), relatedJobId: job?.id ?? null,
    startedAt: session.createdAt, sessionDate: session.sessionDate, courseCode: session.courseCode, metadata: null, durationMs: session.durationMs,
    sizeBytes: session.sizeBytes, thumbnailUrl: session.seed % 5 === 0 || old ? null : `/sessions/${session.sessionId}/media/thumbnail`,
    progress: job?.progress ?? null, stage: job?.stage ?? null, error: session.error,
  };
}

function tell(type, job, members = {}) {
  const entry = { id: `${log.length + 1}-0`, event: { type, jobId: job?.id ?? null, sessionId: members.sessionId ?? job?.sessionId, at: iso(), ...members } };
  log.push(entry);
  if (job) job.updatedAt = entry.event.at;
  for (const stream of streams) send(stream, entry);
}

function send(stream, { id, event }) {
  if (stream.jobId && stream.jobId !== event.jobId) return;
  stream.response.write(`id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  if (stream.jobId && ['completed', 'failed', 'cancelled'].includes(event.type)) {
    streams.delete(stream);
    stream.response.end();
  }
}

function events(request, response, url, job) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const stream = { response, jobId: job?.id ?? null };
  const after = request.headers['last-event-id'] ?? url.searchParams.get('lastEventId');
  const place = `${log.length}-0`;
  if (after === null || after === undefined) {
    const active = [...jobs.values()].filter((other) => ['queued', 'running'].includes(other.status));
    response.write(`id: ${place}\nevent: snapshot\ndata: ${JSON.stringify(job ?? { jobs: active })}\n\n`);
  }
  streams.add(stream);
  if (after !== null && after !== undefined) for (const entry of log.slice(Number.parseInt(after, 10))) send(stream, entry);
  if (job && !['queued', 'running'].includes(job.status)) response.end();
  request.on('close', () => streams.delete(stream));
}

const WORKERS = ['lectern-1/0', 'lectern-1/1'];

/** One second in the life of a job. */
function move(job) {
  const session = sessions.find((other) => other.job === job.id);
  if (job.status === 'queued') {
    job.status = 'running';
    job.startedAt = iso();
    tell('task-started', job, { task: job.goal === 'render' ? 'render' : 'inspect', attempt: 1, worker: WORKERS[0] });
    job.steps = 0;
  }
  job.steps++;
  const total = job.segments * 3 + 4;
  if (job.goal !== 'render') {
    if (job.steps === 2) {
      tell('task-finished', job, { task: 'inspect', attempt: 1, worker: WORKERS[0] });
      tell('task-started', job, { task: 'transcode', attempt: 1, worker: WORKERS[1] });
    }
    if (job.steps === 7) tell('task-finished', job, { task: 'transcode', attempt: 1, worker: WORKERS[1] });
    if (job.steps >= 2 && job.segmentsDone < job.segments) {
      const name = `detect/${String(job.segmentsDone).padStart(4, '0')}`;
      if (job.steps % 3 === 2) tell('task-started', job, { task: name, attempt: 1, worker: WORKERS[0] });
      if (job.steps === 10) {
        tell('task-retried', job, { task: name, attempt: 1, reason: 'The worker did not answer any more' });
        tell('task-started', job, { task: name, attempt: 2, worker: WORKERS[1] });
      }
      if (job.steps % 3 === 1) {
        job.segmentsDone++;
        tell('task-finished', job, { task: name, attempt: job.steps === 10 ? 2 : 1, worker: WORKERS[0] });
      }
    }
  }
  job.progress = Math.max(job.progress, Math.min(0.99, job.steps / total));
  job.stage = job.goal === 'render' ? 'render' : job.steps < 2 ? 'inspect' : job.segmentsDone < job.segments ? 'detect' : 'track';
  job.framesPerSecond = 120 + Math.round(Math.random() * 20);
  job.etaSeconds = job.progress > 0.05 ? Math.round((total - job.steps) * 1.0) : null;
  const { progress, stage, etaSeconds, framesPerSecond, segmentsDone, segments } = job;
  tell('progress', job, { progress, stage, etaSeconds, framesPerSecond, segmentsDone, segments });
  if (job.steps >= total) {
    Object.assign(job, { status: 'completed', progress: 1, finishedAt: iso(), stage: null, etaSeconds: null });
    if (job.goal === 'render') {
      session.rendered = true;
      tell('task-finished', job, { task: 'render', attempt: 1, worker: WORKERS[0] });
    }
    else {
      session.hasResult = true;
      scenes.set(session.sessionId, session.durationMs === 27_000 ? twoLecturers() : lectureHall((session.durationMs ?? 27_000) / 1000, session.seed));
    }
    tell('completed', job);
  }
}

setInterval(() => {
  const active = [...jobs.values()].filter((job) => job.status === 'running');
  const queued = [...jobs.values()].find((job) => job.status === 'queued' && !job.held);
  active.forEach(move);
  if (active.length < 3 && queued) move(queued);
}, 1000).unref();

function answer(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
const refuse = (response, status, detail) => answer(response, status, { detail, message: detail, title: detail, status });

function file(request, response, path, type, headers = {}) {
  if (!existsSync(path)) return refuse(response, 404, 'There is no such file');
  const { size } = statSync(path);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const from = range ? Number(range[1]) : 0;
  const to = range && range[2] ? Math.min(size - 1, Number(range[2])) : size - 1;
  if (from >= size) return answer(response, 416, { detail: 'beyond the end' }, { 'content-range': `bytes */${size}` });
  response.writeHead(range ? 206 : 200, {
    'content-type': type, 'content-length': to - from + 1, 'accept-ranges': 'bytes', ...headers,
    ...(range ? { 'content-range': `bytes ${from}-${to}/${size}` } : {}),
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(path, { start: from, end: to }).pipe(response);
}

const CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html; charset=utf-8' };

function page(request, response, path) {
  const wanted = normalize(join(dist, path));
  const isAsset = path.startsWith('/assets/') && wanted.startsWith(dist) && existsSync(wanted);
  if (!isAsset && path !== '/' && !path.startsWith('/app/')) return refuse(response, 404, 'There is nothing at this address');
  const found = isAsset ? wanted : join(dist, 'index.html');
  const type = TYPES[extname(found)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-security-policy': CSP, 'content-encoding': 'gzip' });
  response.end(gzipSync(readFileSync(found)));
}

function sessionRoute(request, response, url, session, rest) {
  const { method } = request;
  const job = jobs.get(session.job);
  const result = resultOf(session);
  if (rest === '' && method === 'GET') {
    return answer(response, 200, {
      session: summary(session),
      media: { heatmapVideoUrl: session.rendered ? `/sessions/${session.sessionId}/media/heatmap` : null, centralCamUrl: `/sessions/${session.sessionId}/media/video`, slideDeckUrl: null },
      processing: { status: job?.status ?? null, error: session.error, progress: job?.progress ?? null, stage: job?.stage ?? null },
      relatedJobId: job?.id ?? null, hasInstructorTrackingResult: session.hasResult,
    });
  }
  if (rest === '' && method === 'DELETE') {
    sessions.splice(sessions.indexOf(session), 1);
    tell('session-deleted', null, { sessionId: session.sessionId });
    return response.writeHead(204).end();
  }
  if (rest === '/estimates') {
    const others = sessions.filter((one) => one !== session && statusOf(one) === 'processing').length;
    return answer(response, 200, { estimates: { fast: 190, balanced: 205, thorough: 365 }, usual: 'thorough', slots: 2, waitsBehind: others });
  }
  if ((rest === '/process' || rest === '/render') && method === 'POST') {
    if (job && ['queued', 'running'].includes(job.status)) return refuse(response, 409, `This recording is being processed already (${job.id})`);
    return text(request, (asked) => {
      session.error = null;
      const { quality = 'thorough' } = JSON.parse(asked || '{}');
      const next = addJob(session, rest === '/render' ? { goal: 'render', segments: 3 } : { parameters: { sampleFps: 5, segmentSeconds: 60, quality } });
      tell('queued', next, { place: 1 });
      answer(response, 201, { jobId: next.id });
    });
  }
  if (rest === '/media/thumbnail') return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(thumbnail(session.seed));
  if (rest === '/media/video' || rest === '/media/heatmap') {
    return file(request, response, (session.file === 'long' && longVideo) || (session.file === 'two' && twoVideo) || join(sample, 'lecture.mp4'), 'video/mp4');
  }
  if (rest === '/results/instructor-tracking' && result) {
    const number = (name, usual) => Number(url.searchParams.get(name) ?? usual);
    const body = old ? result : windowed(result, number('from', 0), number('to', Infinity), number('maxPoints', Infinity));
    const etag = scenes.get(session.sessionId)?.etag;
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', 'cache-control': 'no-cache', ...(etag ? { etag: `"${etag}-w1-gzip"` } : {}) });
    return response.end(gzipSync(JSON.stringify(body), { level: 1 }));
  }
  if (rest === '/results/instructor-tracking.csv' && result && !old) {
    return response.writeHead(200, { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="track.csv"' }).end(request.method === 'HEAD' ? '' : csv(result));
  }
  const face = /^\/persons\/[^/]+\/thumbnail$/.test(rest) && url.searchParams.get('c');
  if (face) return response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(portrait(face));
  if (!old && /^\/(persons|instructor|room|corrections)/.test(rest)) return people(request, response, session, rest);
  refuse(response, 404, rest.startsWith('/results') ? 'Tracking results not available' : 'There is nothing at this address');
}

/** Reads what was sent, and goes on with it. */
function text(request, then) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => then(Buffer.concat(chunks).toString()));
}

function people(request, response, session, rest) {
  text(request, (asked) => {
    const path = `/sessions/${session.sessionId}`;
    const said = peopleRoute(scenes.get(session.sessionId), path, request.method, rest, asked ? JSON.parse(asked) : {}, request.headers['if-match']);
    if (!said) return refuse(response, 404, 'There is nothing at this address');
    if (said.refusal) return refuse(response, said.status, said.refusal);
    if (said.changed) {
      session.rendered = false;
      tell('corrected', null, { sessionId: session.sessionId, resultEtag: said.changed.resultEtag, revision: said.changed.revision });
    }
    answer(response, said.status, said.body, { etag: `"${scenes.get(session.sessionId).etag}"` });
  });
}

const arriving = new Map();

/** Recordings in pieces, as tus has it; of their bytes only the number is kept. */
function upload(request, response, path, method) {
  const heads = (one) => ({ 'tus-resumable': '1.0.0', 'upload-offset': one.bytes, 'upload-length': one.length, 'cache-control': 'no-store' });
  if (method === 'POST') {
    const pairs = (request.headers['upload-metadata'] ?? '').split(',').map((pair) => pair.trim().split(' '));
    const values = Object.fromEntries(pairs.map(([key, value]) => [key, Buffer.from(value ?? '', 'base64').toString()]));
    const one = { id: `up-${arriving.size}`, length: Number(request.headers['upload-length']), bytes: 0, values, job: null, detail: null };
    arriving.set(one.id, one);
    return response.writeHead(201, { ...heads(one), location: `/uploads/${one.id}` }).end();
  }
  const one = arriving.get(path.slice('/uploads/'.length));
  if (!one) return refuse(response, 404, 'There is no such upload');
  if (method === 'DELETE') {
    arriving.delete(one.id);
    return response.writeHead(204, { 'tus-resumable': '1.0.0' }).end();
  }
  if (method === 'HEAD') return response.writeHead(200, heads(one)).end();
  if (method === 'GET') return answer(response, 200, { sessionId: one.job?.sessionId ?? null, jobId: one.job?.id ?? null, detail: one.detail });
  request.on('data', (chunk) => (one.bytes += chunk.length));
  request.on('end', () => {
    if (one.bytes < one.length) return response.writeHead(204, heads(one)).end();
    if (one.values.filename?.endsWith('.txt')) {
      one.detail = 'This file is not a recording that can be read. Please upload a video, such as MP4 or MOV.';
      return refuse(response, 415, one.detail);
    }
    const metadata = JSON.parse(one.values.metadata ?? '{}');
    const session = addSession(metadata.sessionName || null, metadata.courseCode || null, metadata.sessionDate || null, 27_000, { createdAt: iso() });
    sessions.unshift(sessions.pop());
    one.job = addJob(session);
    tell('queued', one.job, { place: 1 });
    return response.writeHead(204, heads(one)).end();
  });
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const path = url.pathname;
  const { method } = request;
  if (path === '/sessions' && method === 'GET') return answer(response, 200, sessions.map(summary));
  if (path === '/uploads' || path.startsWith('/uploads/')) return upload(request, response, path, method);
  const session = /^\/sessions\/([^/]+)(.*)$/.exec(path);
  if (session) {
    const found = sessions.find((other) => other.sessionId === session[1]);
    return found ? sessionRoute(request, response, url, found, session[2]) : refuse(response, 404, 'Session not found');
  }
  if (path === '/events' && !old) return events(request, response, url, null);
  if (path === '/jobs') return answer(response, 200, [...jobs.values()].filter((job) => ['queued', 'running'].includes(job.status)));
  const job = /^\/jobs\/([^/]+)(\/events)?$/.exec(path);
  if (job) {
    const found = jobs.get(job[1]);
    if (!found || (job[2] && old)) return refuse(response, 404, 'Job not found');
    if (job[2]) return events(request, response, url, found);
    if (method === 'DELETE') {
      jobs.delete(found.id);
      const owner = sessions.find((other) => other.job === found.id);
      if (owner && !owner.hasResult) owner.error = 'Cancelled';
      tell('cancelled', found);
      return response.writeHead(204).end();
    }
    return answer(response, 200, found);
  }
  const active = [...jobs.values()];
  const queued = active.filter((other) => other.status === 'queued').length;
  const running = active.filter((other) => other.status === 'running').length;
  if (path === '/queue/health') return answer(response, 200, { hasWorker: true, workerCount: 2, queuedJobCount: queued, startedJobCount: running, redis: 'up' });
  if (path === '/queue/recover' && method === 'POST') return answer(response, 200, { recoveredQueuedJobs: 0 });
  if (path === '/system' && !old) {
    return answer(response, 200, {
      version: '0.1.0', workers: [{ name: 'lectern-1', slots: 2, busySlots: Math.min(2, running) }, { name: 'basement-pc', slots: 4, busySlots: 0 }],
      queue: { queuedJobs: queued, runningJobs: running }, redis: 'up', disk: { freeBytes: 181e9, totalBytes: 512e9 }, detector: 'nanodet-g',
    });
  }
  if (path === '/workers' && !old) return answer(response, 200, workers(active.filter((other) => other.status === 'running')));
  const worker = /^\/workers\/([^/]+)$/.exec(path);
  if (worker && method === 'DELETE') {
    removed.add(decodeURIComponent(worker[1]));
    return answer(response, 200, { worker: worker[1], revokedAt: iso(), tokensEnded: 1 });
  }
  page(request, response, path);
}).listen(port, '127.0.0.1', () => console.log(`mock of Lectern at http://127.0.0.1:${port}/`));
