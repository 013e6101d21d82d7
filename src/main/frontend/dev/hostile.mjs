// Opens every page about sessions whose names and metadata are markup and scripts; says what came alive, and what the pages wanted and
// were not allowed.
//   node dev/hostile.mjs [base address] [folder for pictures]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch, SHAPES, vigil } from './browser.mjs';

const [base = 'http://127.0.0.1:8000', folder = 'dist-look'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
const context = await browser.newContext({ viewport: SHAPES.wide });
const page = await context.newPage();
const { found, look: lookNow } = await vigil(page, base);

async function look(path, name) {
  await page.goto(base + path);
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {});
  await page.screenshot({ path: join(folder, `hostile-${name}.png`), fullPage: true });
  await lookNow(name);
}

await look('/', 'sessions');
const sessions = await (await fetch(`${base}/sessions`)).json();
for (const [k, session] of sessions.entries()) {
  await look(`/app/sessions/${session.sessionId}`, `session-${k}`);
  await page.getByText('How it was processed').click({ timeout: 3_000 }).catch(() => {});
  if (session.relatedJobId) await look(`/app/jobs/${session.relatedJobId}`, `job-${k}`);
}
await look('/app/system', 'system');
await look('/app/%3Cimg%20src=x%20onerror=%22window.hostile=1%22%3E', 'nothing');
await look('/?q=%22%3E%3Cscript%3Ewindow.hostile=1%3C/script%3E#%3Csvg/onload=window.hostile=1%3E', 'address');
await browser.close();
console.log(found.length === 0 ? 'nothing came alive' : `${found.length} things came alive`);
