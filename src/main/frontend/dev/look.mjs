// Takes a picture of every page, light and dark, wide and narrow, and asks axe about each.
//   node dev/look.mjs [base address] [folder] [only these pages, by comma]
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base = 'http://127.0.0.1:8000', folder = 'dist-look', only] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
});
const sessions = await (await fetch(`${base}/sessions`)).json();
const first = sessions.find((session) => session.status === 'completed');
const busy = sessions.find((session) => session.status === 'processing');
const failed = sessions.find((session) => session.status === 'failed');
const pages = {
  sessions: '/',
  session: first && `/app/sessions/${first.sessionId}`,
  busy: busy && `/app/sessions/${busy.sessionId}`,
  failed: failed && `/app/sessions/${failed.sessionId}`,
  job: busy && `/app/jobs/${busy.relatedJobId}`,
  done: first?.relatedJobId && `/app/jobs/${first.relatedJobId}`,
  broken: failed?.relatedJobId && `/app/jobs/${failed.relatedJobId}`,
  system: '/app/system',
  nothing: '/app/nothing',
};
/** What opens on a click, by page. */
const openings = {
  sessions: { menu: (page) => page.getByRole('button', { name: /^More about/ }).first().click() },
  session: {
    options: (page) => page.getByLabel('What is drawn, and speed').first().click(),
    definition: (page) => page.getByRole('button', { name: /^What does/ }).first().hover(),
    details: (page) => page.getByText('How it was processed').click(),
    deleting: (page) => page.getByRole('button', { name: 'Delete' }).click(),
  },
};
let problems = 0;

async function look(page, name, shape, colorScheme) {
  await page.screenshot({ path: join(folder, `${name}-${shape}-${colorScheme}.png`), fullPage: true });
  // Through the debugger, as the Content-Security-Policy lets the page itself take no foreign script.
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const { id, impact, nodes } of found.violations) {
    problems++;
    console.log(`${name} ${shape} ${colorScheme}: ${impact} ${id} (${nodes.length}) ${nodes[0].html.slice(0, 160)}\n    ${nodes[0].failureSummary?.replace(/\n\s*/g, ' ').slice(0, 260)}`);
  }
}

for (const [shape, viewport] of [['wide', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: shape === 'phone' ? 2 : 1 });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.log(`console: ${message.text()}`));
    page.on('pageerror', (error) => console.log(`page: ${error.message}`));
    for (const [name, path] of Object.entries(pages)) {
      if (!path || (only && !only.split(',').includes(name))) continue;
      await page.goto(base + path);
      await page.waitForLoadState('domcontentloaded');
      await page.waitForTimeout(1200);
      if (name === 'session') {
        await page.evaluate(() => {
          const video = document.querySelector('video');
          if (video) video.currentTime = 12.3;
        });
        await page.waitForTimeout(900);
      }
      await look(page, name, shape, colorScheme);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 0) console.log(`${name} ${shape}: scrolls sideways by ${sideways}`);
      for (const [opening, open] of Object.entries(openings[name] ?? {})) {
        await open(page);
        await page.waitForTimeout(700);
        await look(page, `${name}-${opening}`, shape, colorScheme);
        await page.keyboard.press('Escape');
        await page.waitForTimeout(300);
      }
    }
    await context.close();
  }
}
await browser.close();
console.log(problems === 0 ? 'axe found nothing' : `axe found ${problems}`);
