// Puts right who the instructor is, in a recording with two people, on the mock or on a real service, and says what did not hold.
//   node dev/correct.mjs [base address] [session] [folder for pictures]
import { join } from 'node:path';
import { Checks, launch, looker, SHAPES } from './browser.mjs';

const [base = 'http://127.0.0.1:8000', session, folder = 'dist-look'] = process.argv.slice(2);
const id = session ?? (await (await fetch(`${base}/sessions`)).json()).find(({ status }) => status === 'completed').sessionId;
const address = `${base}/app/sessions/${id}`;
const browser = await launch();
const look = looker(folder);
const checks = new Checks();
const get = async (path) => (await fetch(`${base}/sessions/${id}${path}`)).json();
const persons = () => get('/persons');
const result = async () => (await get('/results/instructor-tracking')).data;
const nameOf = (person) => `Person ${person.slice(1)}`;

async function open(shape, colorScheme = 'light') {
  const context = await browser.newContext({ viewport: SHAPES[shape], colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.noise = [];
  page.on('console', (message) => message.type() === 'error' && page.noise.push(message.text()));
  page.on('pageerror', (error) => page.noise.push(`page: ${error.message}`));
  await page.goto(address);
  await page.locator('.person').first().waitFor();
  await page.locator('.metric-value').first().waitFor();
  await page.waitForFunction(() => document.querySelector('video').readyState >= 2);
  return page;
}

const figures = (page) => page.locator('.metrics').innerText();
const rows = (page) => page.locator('.person').evaluateAll((found) => found.map((row) => row.dataset.person));
const followed = (page) => page.locator('.person-instructor').evaluateAll((found) => found.map((row) => row.dataset.person).join(' '));
const row = (page, person) => page.locator(`[data-person="${person}"]`);
const now = (page) => page.evaluate(() => document.querySelector('video').currentTime * 1000);
const said = (page) => page.locator('.people [role=status]').innerText();
const undo = async (page) => {
  const { revision } = await persons();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await checks.comes('undo is done', async () => (await said(page)) === 'Taken back.' && (await persons()).revision !== revision);
};
async function seek(page, ms) {
  // Not into a seek of the page itself, which would win.
  await page.waitForFunction(() => !document.querySelector('video').seeking);
  const there = (to) => {
    const video = document.querySelector('video');
    return !video.seeking && Math.abs(Number(document.querySelector('[data-testid=overlay]').dataset.ms) - to) < 120;
  };
  for (let tries = 0; tries < 10; tries++) {
    await page.evaluate((to) => (document.querySelector('video').currentTime = to / 1000 + 0.001), ms);
    if (await page.waitForFunction(there, ms, { timeout: 3_000 }).catch(() => null)) return;
  }
  throw new Error(`the picture at ${ms} ms did not come: ${await page.locator('[data-testid=overlay]').getAttribute('data-ms')}`);
}
const box = async (page) => (await page.locator('[data-testid=overlay]').getAttribute('data-box')).split(' ').map(Number);
async function menu(page, person, item) {
  await row(page, person).getByRole('button', { name: `More about ${nameOf(person)}` }).click();
  // The menu of another person may still be closing.
  const opened = page.getByRole('menu', { name: `More about ${nameOf(person)}` });
  await opened.getByRole('menuitem', { name: item }).click();
}
/** Whether the drawn box lies on a detection of this result at that time. */
async function boxFollows(page, ms) {
  const { frameDetections } = await result();
  const seen = frameDetections.filter(({ tMs, bbox }) => bbox && Math.abs(tMs - ms) < 500);
  const [x, , w] = await box(page);
  return seen.some(({ bbox }) => Math.abs(x + w / 2 - bbox.x - bbox.w / 2) < 0.03);
}

process.on('uncaughtException', (error) => {
  console.log(`FAIL ${error.message}`);
  process.exit(1);
});

// Who was found, and who is believed to teach.
const before = await persons();
const page = await open('wide');
const second = await open('wide', 'dark');
const wrong = before.instructor.persons[0];
const other = before.persons.filter(({ id: person }) => !before.instructor.persons.includes(person)).sort((a, b) => b.presentMs - a.presentMs)[0];
const right = other.id;
console.log(`${wrong} is followed, ${right} is to be`);
checks.check('everybody who was found has a row', (await rows(page)).length === Math.min(before.persons.length, 6), (await rows(page)).join(' '));
checks.check('the first row is who is followed', (await followed(page)) === wrong);
await checks.comes('with a picture', () => row(page, right).locator('.face img').evaluate((image) => image.complete && image.naturalWidth > 0));
checks.check('and why is said', (await page.locator('.verdict').innerText()).includes(before.instructor.reasons[0].slice(0, 12)));

// Pointing at somebody shows them in the picture, with the mouse and with keys; the strip seeks.
const there = other.present.reduce((longest, span) => (span.toMs - span.fromMs > longest.toMs - longest.fromMs ? span : longest));
const middle = Math.round((there.fromMs + there.toMs) / 2);
await seek(page, middle);
await row(page, right).locator('.person-name').hover();
await checks.comes('pointing at somebody shows them in the picture', async () => (await page.locator('[data-testid=overlay]').getAttribute('data-ghost')) === nameOf(right));
await page.mouse.move(5, 5);
await checks.comes('and pointing elsewhere ends that', async () => (await page.locator('[data-testid=overlay]').getAttribute('data-ghost')) === '');
const strip = row(page, right).getByRole('slider');
await strip.focus();
await checks.comes('the focus shows them too', async () => (await page.locator('[data-testid=overlay]').getAttribute('data-ghost')) === nameOf(right));
await page.keyboard.press('Home');
await checks.comes('a key goes to the first appearance', async () => Math.abs((await now(page)) - other.present[0].fromMs) < 150);
const area = await strip.boundingBox();
await page.mouse.click(area.x + area.width / 2, area.y + area.height / 2);
await checks.comes('a click on the strip goes there', async () => Math.abs((await now(page)) - (await page.evaluate(() => document.querySelector('video').duration * 500))) < 400);
const lines = await Promise.all(['.timeline-strip', `[data-person="${right}"] .presence`].map((one) => page.locator(one).boundingBox()));
checks.check('strip and timeline have one time axis', Math.abs(lines[0].x - lines[1].x) < 1 && Math.abs(lines[0].width - lines[1].width) < 1);

// What deserves a look.
const { quality } = await result();
const spot = quality.attention.at(-1);
await page.locator('.look').last().click();
await checks.comes('worth a look: a click goes there', async () => Math.abs((await now(page)) - spot.fromMs) < 150);
await checks.comes('and the timeline says why', async () => /Worth a look: /.test(await page.locator('.timeline-strip').getAttribute('aria-valuetext')));
checks.check('the shares add up', Math.abs(quality.measured + quality.interpolated + quality.lost - 1) < 0.001);

// The correction, seen on this page and on another one that is open.
const [oldFigures, oldBytes] = [await figures(page), JSON.stringify(await result())];
await seek(page, middle);
const from = Date.now();
await row(page, right).getByRole('button', { name: 'This is the instructor' }).click();
await checks.comes('the other person is followed', async () => (await followed(page)) === right && (await persons()).instructor.persons.join() === right);
await checks.comes('the figures follow', async () => (await figures(page)) !== oldFigures);
console.log(`     ${Date.now() - from} ms until the figures changed`);
await checks.comes('the box follows', () => boxFollows(page, middle));
await checks.comes('the verdict is corrected', async () => (await page.locator('.verdict').innerText()).includes('Said by a person'));
await checks.comes('the other open page hears of it', async () => (await followed(second)) === right && (await figures(second)) === (await figures(page)));
checks.check('nothing was loaded anew for it', (await second.evaluate(() => performance.getEntriesByType('navigation').length)) === 1);
await page.screenshot({ path: join(folder, 'correct-done.png'), fullPage: true });

// Split at this moment, and merge again.
const count = (await persons()).persons.length;
await seek(page, middle);
await menu(page, right, /on it is somebody else$/);
await checks.comes('a split makes two of one', async () => (await persons()).persons.length === count + 1 && (await page.locator('.person').count()) === Math.min(count + 1, 6));
const added = (await persons()).persons.find((person) => !before.persons.some((known) => known.id === person.id));
await menu(page, right, 'The same person as…');
await page.getByRole('button', { name: new RegExp(`^${nameOf(added.id)}`) }).click();
await checks.comes('a merge makes one of two', async () => (await persons()).persons.length === count && (await row(page, added.id).count()) === 0);

// What cannot be is said in the service's words.
await menu(page, right, 'The same person as…');
await page.getByRole('button', { name: new RegExp(`^${nameOf(wrong)}`) }).click();
await checks.comes('a refusal is shown as a sentence', async () => /\w+ \w+.*\./.test(await page.locator('.people .field-error').innerText()));
checks.check('and changes nothing', (await persons()).persons.length === count);
await page.getByRole('button', { name: 'Cancel' }).click();

// A stretch of time, typed.
await menu(page, wrong, 'Only from here to there…');
const victim = before.persons.find((person) => person.id === wrong).present[0];
await page.getByLabel('From', { exact: true }).fill('later');
await checks.comes('a time that is none is refused at once', () => page.getByText('Write times as').isVisible());
await page.getByLabel('From', { exact: true }).fill(`0:${String(Math.ceil(victim.fromMs / 1000)).padStart(2, '0')}`);
await page.getByLabel('To', { exact: true }).fill(`0:${String(Math.ceil(victim.fromMs / 1000) + 3).padStart(2, '0')}`);
await page.getByRole('button', { name: 'Only in this time' }).click();
await checks.comes('a stretch of time adds somebody', async () => (await followed(page)).split(' ').includes(wrong) && (await followed(page)).split(' ').includes(right));

// Somebody else was quicker.
await page.route('**/instructor', (route) => route.continue({ headers: { ...route.request().headers(), 'if-match': '"another"' } }), { times: 1 });
await row(page, wrong).getByRole('button', { name: 'Never this one' }).click();
await checks.comes('a change by somebody else is said', () => page.getByText('Somebody else changed this in the meantime').isVisible());
await row(page, wrong).getByRole('button', { name: 'Never this one' }).click();
await checks.comes('and the same again is done', async () => (await page.locator('.person-never').count()) === 1);
await page.getByRole('button', { name: 'History' }).click();
await checks.comes('the history has all of it', async () => (await page.locator('.history li').count()) === (await get('/corrections')).length);

// Undo, to the bytes of the beginning.
while ((await persons()).corrections.canUndo) await undo(page);
await checks.comes('undo gives back the figures', async () => (await figures(page)) === oldFigures);
checks.check('and the very bytes', JSON.stringify(await result()) === oldBytes);
await checks.comes('on the other page, too', async () => (await figures(second)) === oldFigures);

// Looks: every new part, wide and narrow, light and dark.
const complaints = [];
for (const [shape, scheme] of [['wide', 'light'], ['wide', 'dark'], ['phone', 'light'], ['phone', 'dark']]) {
  const one = await open(shape, scheme);
  const see = async (part) => complaints.push(...(await look(one, `correct-${part}-${shape}-${scheme}`)));
  await seek(one, middle);
  await row(one, right).getByRole('button', { name: `More about ${nameOf(right)}` }).click();
  await one.getByRole('menu').waitFor();
  await see('menu');
  // Being looked at may have closed it.
  await one.keyboard.press('Escape');
  await one.getByRole('menu').waitFor({ state: 'hidden' });
  await menu(one, right, 'Only from here to there…');
  await one.getByRole('form').waitFor();
  await menu(one, wrong, 'The same person as…');
  await menu(one, right, /^Look at its/);
  await one.getByRole('button', { name: 'History' }).click();
  await see('forms');
  await one.close();
}

// The room: zones by clicks and by keys, the floor by four clicks.
await page.getByRole('button', { name: 'Draw zones' }).click();
const stage = page.getByTestId('room-stage');
await stage.waitFor();
const click = async (x, y) => {
  const frame = await stage.boundingBox();
  await page.mouse.click(frame.x + x * frame.width, frame.y + y * frame.height);
};
await page.getByRole('button', { name: 'Draw a zone' }).click();
await page.getByRole('menuitem', { name: 'Board' }).click();
for (const [x, y] of [[0.05, 0.1], [0.61, 0.1], [0.61, 0.62], [0.05, 0.62], [0.05, 0.1]]) await click(x, y);
checks.check('clicks draw a zone', (await page.getByLabel('Name of zone 1').inputValue()) === 'Board');
await page.getByRole('button', { name: /^Corner 2 of Board/ }).focus();
await page.keyboard.press('Shift+ArrowRight');
await checks.comes('keys move a corner', () => page.getByRole('button', { name: 'Corner 2 of Board, 65 % from the left, 10 % from the top' }).isVisible());
await page.getByRole('button', { name: 'Add a rectangle' }).click();
await page.getByLabel('Name of zone 2').fill('Globe');
await page.getByRole('button', { name: 'Mark four points', exact: true }).click();
for (const [x, y] of [[0.15, 0.95], [0.85, 0.95], [0.8, 0.75], [0.2, 0.75]]) await click(x, y);
await page.getByLabel('From 1 to 2, in metres').fill('8');
await checks.comes('what is missing is said', () => page.getByText('Give the lengths on the floor in metres').isVisible());
await page.getByLabel('From 2 to 3, in metres').fill('3,5');
complaints.push(...(await look(page, 'correct-room-wide-light')));
await page.getByRole('button', { name: 'Save the room' }).click();
await checks.comes('the room is saved', async () => (await page.getByRole('dialog').count()) === 0 && (await get('/room')).zones.length === 2);
await checks.comes('the result knows the zones', async () => (await result()).motion.zones.map(({ name }) => name).join() === 'Board,Globe');
await checks.comes('and the page how long somebody was there', async () => /\d+.s in \d+ visit/.test(await page.locator('.stays').innerText()));
await checks.comes('ways are in metres', async () => /distanceMetres/.test(await figures(page)));
complaints.push(...(await look(page, 'correct-measured-wide-light')));
const phone = await open('phone', 'dark');
complaints.push(...(await look(phone, 'correct-measured-phone-dark')));
await phone.getByRole('button', { name: 'Edit', exact: true }).click();
await phone.getByTestId('room-stage').waitFor();
complaints.push(...(await look(phone, 'correct-room-phone-dark')));
await phone.close();
await undo(page);
await checks.comes('undo takes the room back', async () => (await figures(page)) === oldFigures && (await page.locator('.stay').count()) === 0);

for (const complaint of complaints) console.log(complaint);
checks.check('axe finds nothing and nothing scrolls sideways', complaints.length === 0);
// What was refused on purpose stands in the browser's console.
const noise = [...page.noise, ...second.noise].filter((text) => !/status of (412|422)/.test(text));
checks.check('the browser console is quiet', noise.length === 0, noise.join(' | '));
await browser.close();
process.exitCode = checks.failures === 0 ? 0 : 1;
