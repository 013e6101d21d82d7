// Watches the page of a recording that is being processed: what is known so far, and then the result, on the same page.
//   node dev/preview.mjs <base address> <session id> [folder for pictures]
import { Checks, launch, looker, SHAPES } from './browser.mjs';

const [base = 'http://127.0.0.1:8000', session, folder = 'dist-look'] = process.argv.slice(2);
const look = looker(folder);
const checks = new Checks();
const browser = await launch();
const page = await browser.newPage({ viewport: SHAPES.wide, deviceScaleFactor: 1, reducedMotion: 'reduce' });
const noise = [];
page.on('pageerror', (error) => noise.push(error.message));
await page.goto(`${base}/app/sessions/${session}`);
await page.evaluate(() => (window.opened = true));

const note = page.getByTestId('preliminary');
await note.waitFor({ timeout: 120_000 });
const known = async () => Number(/Preliminary: (\d+)\s*%/.exec(await note.innerText())?.[1]);
const first = await known();
checks.check('it is said how much of the recording is known', first > 0 && first < 100, `${first} %`);
await checks.comes('with figures of that', async () =>
  (await page.getByRole('list', { name: 'Figures' }).innerText()).includes('looked at so far'));
await checks.comes('and a timeline that says where nobody looked', () => page.locator('.swatch-unknown').isVisible());
await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
const wrong = await look(page, 'preview');
checks.check('nothing is wrong with the page', wrong.length === 0, wrong.join('\n'));
await checks.comes('more becomes known while one watches', async () => (await note.count()) === 0 || (await known()) > first, 120);

await checks.comes('in the end the result is there', async () => (await note.count()) === 0, 240);
await checks.comes('and says so', () => page.getByText('All of the recording was looked at, and this is the result').count());
await checks.comes('with who was found', () => page.getByRole('heading', { name: 'Who was found' }).or(page.getByRole('heading', { name: 'People' })).first().isVisible(), 30);
const figures = await page.getByRole('list', { name: 'Figures' }).innerText();
checks.check('and figures of all of it', !figures.includes('so far'));
checks.check('and nothing that was not looked at', (await page.locator('.swatch-unknown').count()) === 0);
checks.check('and the page was never loaded again', await page.evaluate(() => window.opened === true));
checks.check('no script failed', noise.length === 0, noise.join('\n'));
await look(page, 'preview-result');
await browser.close();
process.exit(checks.failures === 0 ? 0 : 1);
