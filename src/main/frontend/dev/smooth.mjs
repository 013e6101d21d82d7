// Opens a long result and drags through it: how long until it can be used, and the longest task meanwhile.
//   node dev/smooth.mjs [base address] [session]
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8000', session] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript(() => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)))).observe({ type: 'longtask', buffered: true });
});
const tasks = async (what) => console.log(`${what}: long tasks (> 50 ms) ${JSON.stringify(await page.evaluate(() => window.longTasks.splice(0)))}`);

let from = Date.now();
await page.goto(base);
await page.waitForSelector('h1');
await page.waitForSelector('.session-card, .empty');
console.log(`first page usable after ${Date.now() - from} ms`);
await tasks('first page');
from = Date.now();
await page.goto(`${base}/app/sessions/${session}`);
await page.waitForSelector('.metric-value');
console.log(`overview after ${Date.now() - from} ms`);
await page.waitForSelector('.chart canvas');
await page.waitForFunction(() => ![...document.querySelectorAll('[role=status]')].some((node) => /loading/i.test(node.textContent)));
console.log(`all samples after ${Date.now() - from} ms`);
await page.waitForTimeout(800);
await tasks('opening');
const area = await page.locator('.timeline-strip').boundingBox();
await page.mouse.move(area.x + 5, area.y + 20);
await page.mouse.down();
for (let i = 0; i < 120; i++) {
  await page.mouse.move(area.x + ((i * 37) % (area.width - 10)), area.y + 20);
  await page.waitForTimeout(16);
}
await page.mouse.up();
await tasks('dragging');
await page.evaluate(() => document.querySelector('video').play());
await page.waitForTimeout(3000);
await tasks('playing');
await page.getByText('How much', { exact: true }).click();
await page.waitForTimeout(600);
await tasks('other chart');
await browser.close();
