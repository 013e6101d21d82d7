// Sends jobs that do nothing through one queue and one worker of BullMQ, and prints what came of it as JSON.
// BENCH_REDIS=redis://… node queue.mjs CONCURRENCY JOBS
import { Queue, Worker } from 'bullmq';
import Redis from 'ioredis';

const OFFERS_AT_ONCE = 64;
const [concurrency, jobs] = process.argv.slice(2).map(Number);
const connect = () => new Redis(process.env.BENCH_REDIS, { maxRetriesPerRequest: null });
const name = `bench-${process.pid}`;
const [adding, working] = [connect(), connect()];
const queue = new Queue(name, { connection: adding });
await queue.waitUntilReady();

// Since when each runner is free, in the order in which they became it; all of them are at first.
const freeSince = Array.from({ length: concurrency }, () => performance.now());
const waits = [];
let done = 0;
let finish;
const finished = new Promise((resolve) => {
  finish = resolve;
});
const worker = new Worker(
  name,
  async () => {
    const since = freeSince.shift();
    waits.push(performance.now() - since);
    freeSince.push(performance.now());
  },
  // What is done is not kept, as a task that is settled is not.
  { connection: working, concurrency, removeOnComplete: { count: 0 } },
);
worker.on('completed', () => {
  done += 1;
  if (done === jobs) finish(performance.now());
});
worker.on('failed', (job, error) => {
  throw error;
});
await worker.waitUntilReady();

const begun = performance.now();
let offered = 0;
const offer = async () => {
  while (offered < jobs) {
    offered += 1;
    await queue.add('task', { job: `job-${offered}`, task: 'track' });
  }
};
await Promise.all(Array.from({ length: OFFERS_AT_ONCE }, offer));
const ended = await finished;
waits.sort((a, b) => a - b);
console.log(JSON.stringify({ perSecond: jobs / ((ended - begun) / 1000), handOverMillis: waits[waits.length >> 1] }));
await worker.close();
await queue.obliterate({ force: true });
await queue.close();
adding.disconnect();
working.disconnect();
