// Drives the whole story in a browser, on the mock or on a real service, and says what did not hold.
//   node dev/story.mjs [base address] [recording] [folder for pictures]
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8000', recording = '../../../docs/sample/lecture.mp4', folder = 'dist-look'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let failures = 0;
const check = (what, holds, more = '') => {
  if (!holds) failures++;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what} ${more}`);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const noise = [];
// Who was found may be asked for a moment before there is a result, or after it was deleted: 404 is the answer then, and no fault.
const expected = (text, url) => /status of 404/.test(text) && url.endsWith('/persons');
page.on('console', (message) => {
  const [text, { url }] = [message.text(), message.location()];
  if (message.type() === 'error' && !expected(text, url)) noise.push(`${text} ${url}`);
});
page.on('pageerror', (error) => noise.push(`page: ${error.message}`));
const picture = (name) => page.screenshot({ path: join(folder, `story-${name}.png`) });

// Dropping a file anywhere asks for its metadata, and sends it.
const name = `Story ${Date.now()}`;
await page.goto(base);
await page.waitForSelector('h1');
const bytes = readFileSync(recording).toString('base64');
const files = await page.evaluateHandle(([text, fileName]) => {
  const data = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([data], fileName, { type: 'video/mp4' }));
  return transfer;
}, [bytes, basename(recording)]);
await page.dispatchEvent('body', 'dragenter', { dataTransfer: files });
check('a drop zone shows while a file is dragged', await page.locator('.dropzone').isVisible());
await picture('drop');
await page.dispatchEvent('body', 'drop', { dataTransfer: files });
await page.getByLabel('Session name').fill(name);
await page.getByLabel('Course code').fill('TST-1');
await page.getByLabel('Date', { exact: true }).fill('2026-11-20');
await page.waitForTimeout(300);
await picture('form');
await page.getByRole('button', { name: 'Upload', exact: true }).last().click();
await page.getByRole('link', { name: 'Watch the progress' }).waitFor({ timeout: 60_000 });
await picture('uploaded');
const listed = await page.getByRole('link', { name }).first().waitFor({ timeout: 5_000 }).then(() => true, () => false);
check('the new recording is in the list', listed);

// The job page follows it to its end.
await page.getByRole('link', { name: 'Watch the progress' }).click();
await page.getByRole('heading', { name }).waitFor();
const seen = new Set();
const bar = page.getByRole('progressbar', { name: 'Progress of the job' });
for (const end = Date.now() + 180_000; Date.now() < end; ) {
  const value = Number(await bar.getAttribute('aria-valuenow').catch(() => 'NaN'));
  seen.add(value);
  if (value === 100) break;
  await page.waitForTimeout(250);
}
check('progress moved to 100', seen.has(100) && seen.size > 2, [...seen].join(' '));
check('progress never went back', [...seen].every((value, i, all) => i === 0 || value >= all[i - 1]));
await picture('job-done');
await page.getByRole('link', { name: 'Open the result' }).click();

// The box lies where the result says, at three sizes and in full screen.
await page.waitForSelector('[data-testid=overlay]');
await page.waitForFunction(() => document.querySelector('video').readyState >= 2);
const sessionId = page.url().split('/').pop();
const { data } = await (await fetch(`${base}/sessions/${sessionId}/results/instructor-tracking`)).json();
const target = data.frameDetections.filter((detection) => detection.bbox)[Math.floor(data.frameDetections.filter((d) => d.bbox).length / 2)];
async function drawnBox() {
  return page.evaluate(() => {
    const canvas = document.querySelector('[data-testid=overlay]');
    const video = document.querySelector('video');
    const scale = Math.min(canvas.width / video.videoWidth, canvas.height / video.videoHeight);
    const left = (canvas.width - video.videoWidth * scale) / 2;
    const top = (canvas.height - video.videoHeight * scale) / 2;
    const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const green = (x, y) => {
      const i = (y * width + x) * 4;
      return data[i + 3] > 150 && Math.abs(data[i] - 94) < 50 && data[i + 1] > 170 && Math.abs(data[i + 2] - 176) < 50;
    };
    // Edges of the box: columns and rows with a long run of its colour.
    const longest = (length, at) => {
      let best = 0;
      for (let k = 0, run = 0; k < length; k++) best = Math.max(best, (run = at(k) ? run + 1 : 0));
      return best;
    };
    const columns = [];
    for (let x = 0; x < width; x++) if (longest(height, (y) => green(x, y)) > height * 0.12) columns.push(x);
    const rows = [];
    for (let y = 0; y < height; y++) if (longest(width, (x) => green(x, y)) > width * 0.04) rows.push(y);
    if (!columns.length || !rows.length) return null;
    const fx = (x) => (x - left) / (video.videoWidth * scale);
    const fy = (y) => (y - top) / (video.videoHeight * scale);
    return { x: fx(columns[0]), y: fy(rows[0]), w: fx(columns.at(-1)) - fx(columns[0]), h: fy(rows.at(-1)) - fy(rows[0]), ms: canvas.dataset.ms };
  });
}
await page.getByLabel('What is drawn, and speed').click();
await page.getByRole('switch', { name: 'Trail of the last seconds' }).click();
await page.waitForTimeout(300);
await picture('player-menu');
await page.keyboard.press('Escape');
async function compare(where) {
  await page.evaluate((ms) => (document.querySelector('video').currentTime = ms / 1000 + 0.001), target.tMs);
  await page.waitForTimeout(700);
  const box = await drawnBox();
  const off = box ? Math.max(...['x', 'y', 'w', 'h'].map((key) => Math.abs(box[key] - target.bbox[key]))) : Infinity;
  check(`box within 2 % of the result's, ${where}`, off <= 0.02, off.toFixed(4));
}
for (const [width, height] of [[1600, 1000], [900, 700], [390, 844]]) {
  await page.setViewportSize({ width, height });
  await compare(`${width}×${height}`);
}
await page.setViewportSize({ width: 1280, height: 900 });
await page.getByRole('button', { name: 'Full screen' }).click();
await page.waitForTimeout(500);
check('full screen shows our own box', await page.evaluate(() => document.fullscreenElement?.classList.contains('player')));
await compare('full screen');
await picture('full-screen');
await page.getByRole('button', { name: 'Leave full screen' }).click();
await page.waitForTimeout(300);

// Seeking by the strip and by keys; gaps; a lost moment shows no box.
const strip = page.locator('.timeline-strip');
const area = await strip.boundingBox();
await page.mouse.click(area.x + area.width / 2, area.y + area.height / 2);
await page.waitForTimeout(500);
const [at, length] = await page.evaluate(() => [document.querySelector('video').currentTime, document.querySelector('video').duration]);
check('a click in the middle of the strip goes there', Math.abs(at - length / 2) < length * 0.02, `${at} of ${length}`);
await strip.focus();
await page.keyboard.press('ArrowRight');
await page.waitForTimeout(400);
check('arrow right moves by 5 s', Math.abs((await page.evaluate(() => document.querySelector('video').currentTime)) - at - 5) < 0.1);
const lost = data.trackPoints.findIndex((point, i) => point.quality === 'lost' && data.trackPoints[i + 1]?.quality === 'lost' && data.trackPoints[i - 1]?.quality !== undefined && data.trackPoints[i - 1].quality === 'lost');
if (lost >= 0) {
  await page.evaluate((ms) => (document.querySelector('video').currentTime = ms / 1000), data.trackPoints[lost].tMs);
  await page.waitForTimeout(600);
  check('a lost moment has no box', (await page.locator('[data-testid=overlay]').getAttribute('data-box')) === '');
  check('and says so', await page.getByText('Not seen at this moment').isVisible());
}
await page.keyboard.press('Home');
const gapButton = page.getByRole('button', { name: 'Next gap' });
if (await gapButton.isEnabled()) {
  await gapButton.click();
  await page.waitForTimeout(400);
  check('next gap goes to a gap', (await strip.getAttribute('aria-valuetext')).includes('not seen'), await strip.getAttribute('aria-valuetext'));
}
const heat = await page.evaluate(() => {
  const canvas = document.querySelector('[data-testid=heat]');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 40) painted++;
  return painted / (data.length / 4);
});
check('the heat map is not blank', heat > 0.005, heat.toFixed(3));

// Deep links, re-run, cancel, delete.
await page.reload();
await page.getByRole('heading', { name, level: 1 }).waitFor();
check('a reload shows the same page', true);
await page.getByRole('button', { name: 'Process again' }).click();
await page.getByRole('dialog').waitFor();
await page.getByRole('radio', { name: 'Balanced' }).check();
await page.waitForTimeout(300);
await picture('again');
await page.getByRole('dialog').getByRole('button', { name: 'Process again' }).click();
await page.waitForURL('**/app/jobs/**');
check('processing again shows the new job', true);
const chosen = await (await fetch(`${base}/jobs/${new URL(page.url()).pathname.split('/').pop()}`)).json();
check('it looks as closely as was chosen', chosen.parameters.quality === 'balanced');
// What was detected is kept, so that the same again is done at once; other parameters are work that can be cancelled.
for (let tries = 0, status = 0; tries < 60 && status !== 201; tries++) {
  const answer = await fetch(`${base}/sessions/${sessionId}/process`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sampleFps: 7 + tries / 10 }),
  });
  status = answer.status;
  if (status === 201) await page.goto(`${base}/app/jobs/${(await answer.json()).jobId}`);
  else await page.waitForTimeout(500);
}
await page.getByRole('button', { name: 'Cancel', exact: true }).click();
await page.getByRole('button', { name: 'Cancel the processing' }).click();
await page.waitForURL('**/app/sessions/**');
await page.getByText('Ready', { exact: true }).waitFor({ timeout: 10_000 });
check('after a cancel the old result is there', true);
await page.getByRole('button', { name: 'Delete' }).click();
await page.getByRole('button', { name: 'Delete for ever' }).click();
await page.waitForURL(`${base}/`);
await page.waitForTimeout(500);
check('after deleting it is not in the list', (await page.getByRole('link', { name }).count()) === 0);
check('the browser console is quiet', noise.length === 0, noise.join(' | '));
await browser.close();
process.exitCode = failures === 0 ? 0 : 1;
