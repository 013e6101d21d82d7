// Watches a page while somebody else ends the server and starts it again. Says "open", waits for a line on its input ("ended", then
// "back") and says what did not hold.
//   node dev/outage.mjs [base address] [folder for pictures] [recording]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8000', folder = 'dist-look', recording = '../../../docs/sample/lecture.mp4'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
});
let failures = 0;
const check = async (what, holds) => {
  try {
    await holds();
    console.log(`ok   ${what}`);
  } catch (error) {
    failures++;
    console.log(`FAIL ${what}: ${error.message.split('\n')[0]}`);
  }
};
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(base);
await page.locator('.session-card').first().waitFor();

// A slow line, so that the server ends in the middle of an upload.
const line = await page.context().newCDPSession(page);
const upTo = (bytesPerSecond) =>
  line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
await line.send('Network.enable');
await upTo(60_000);
const offsets = [];
page.on('request', (request) => request.method() === 'PATCH' && offsets.push(Number(request.headers()['upload-offset'])));
await page.getByLabel('Recordings to upload').setInputFiles(recording);
await page.getByRole('button', { name: 'Upload', exact: true }).last().click();
const sent = page.getByRole('progressbar', { name: /^Upload of / });
for (const end = Date.now() + 60_000; Date.now() < end && !(Number(await sent.getAttribute('aria-valuenow').catch(() => 0)) > 9); ) {
  await page.waitForTimeout(100);
}
console.log('open');

await lines.next();
const notice = page.getByText('Connection lost, reconnecting…');
await check('the page says that the server is away', () => notice.waitFor({ timeout: 30_000 }));
await check('and invents nothing: what it shows is what it knew', async () => {
  if ((await page.locator('.session-card').count()) !== 1) throw new Error('another number of recordings');
});
await check('an upload waits for the connection', () => page.getByText('it goes on from there by itself').waitFor({ timeout: 30_000 }));
await page.screenshot({ path: join(folder, 'outage.png') });

await lines.next();
await check('it recovers by itself', () => notice.waitFor({ state: 'detached', timeout: 60_000 }));
await check('and shows the recording still', () => page.locator('.session-card').first().waitFor({ timeout: 10_000 }));
await upTo(-1);
await check('the upload arrives', () => page.getByRole('link', { name: 'Watch the progress' }).waitFor({ timeout: 120_000 }));
await check('and went on where it was', async () => {
  if (!(Math.max(...offsets) > 0)) throw new Error(`pieces were sent from ${offsets}`);
});
await browser.close();
// The open input would keep this process alive.
process.exit(failures === 0 ? 0 : 1);
