// Goes through the pages of a service with accounts as everybody who may be there, and says what did not hold: that what may not be done is not
// offered, that it is the service's word and nothing else that decides it, that nothing that people type comes alive. The recording has to be
// the admin's, with a result; more than one upload within a minute has to be refused.
//   node dev/accounts.mjs base-address session-id admin-password recording [folder for pictures]
import { Checks, launch, looker, SHAPES, vigil } from './browser.mjs';

const [base, sessionId, secret, recording, folder = 'dist-look'] = process.argv.slice(2);
const PASSWORD = 'correct horse battery';
const HOSTILE = '"><img src=x onerror="window.hostile=1"><script>window.hostile=1</script>';
const browser = await launch();
const look = looker(folder);
const checks = new Checks();
const wrong = [];
const path = `/app/sessions/${sessionId}`;

/** A browser of somebody, as it is when nobody has logged in. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: SHAPES.wide, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.watch = await vigil(page, base);
  page.noise = [];
  page.on('response', (answer) => answer.status() >= 400 && page.noise.push(`${answer.status()} ${new URL(answer.url()).pathname}`));
  return page;
}

/** What a script of the page asks the service for, with the cookies of whoever is logged in. */
const ask = (page, method, address, body) =>
  page.evaluate(
    async ([method, address, body]) => {
      const answer = await fetch(address, { method, body: body && JSON.stringify(body) });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    },
    [method, address, body],
  );

async function logIn(page, name, password = PASSWORD) {
  await page.goto(`${base}/app/login`);
  await page.locator('input[name=username]').fill(name);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

const heading = (page, name) => page.getByRole('heading', { name, level: 1 }).waitFor();

/** Every page in every form; what is wrong with it is kept. */
async function picture(page, name) {
  for (const [shape, viewport] of Object.entries(SHAPES)) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(250);
      wrong.push(...(await look(page, `accounts-${name}-${shape}-${colorScheme}`)));
    }
  }
  await page.setViewportSize(SHAPES.wide);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.watch.look(name);
}

/** What is offered on the page of the recording, by the right that it takes. */
const OFFERS = {
  share: (page) => page.getByRole('link', { name: 'Share', exact: true }),
  edit: (page) => page.getByRole('button', { name: 'Process again' }),
  'edit ': (page) => page.getByRole('button', { name: /is the instructor|this is right/i }).first(),
  'edit  ': (page) => page.getByRole('button', { name: /^(Draw zones|Edit)$/ }),
  'edit   ': (page) => page.getByRole('button', { name: 'Draw the track into a video' }),
  delete: (page) => page.getByRole('button', { name: 'Delete', exact: true }),
  view: (page) => page.getByRole('heading', { name: 'People', exact: true }),
  'view ': (page) => page.getByRole('link', { name: 'Job', exact: true }),
};

async function offered(page, who, rights, guest = false) {
  await page.goto(base + path);
  await page.getByRole('heading', { name: 'Take it with you' }).waitFor();
  await page.getByRole('link', { name: /Everything, for programs/ }).waitFor();
  await page.getByText('Ready', { exact: true }).waitFor();
  if (rights.includes('view')) {
    for (const name of ['The room', 'People']) await page.getByRole('heading', { name, exact: true }).waitFor();
  }
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {});
  for (const [right, find] of Object.entries(OFFERS)) {
    const seen = await find(page).isVisible();
    const what = String(find).match(/name: (.*?)[,}]/)?.[1] ?? right;
    checks.check(`${who} is ${rights.includes(right.trim()) ? '' : 'not '}offered ${what}`, seen === rights.includes(right.trim()));
  }
  checks.check(`${who} is told why, if nothing can be changed`, (await page.locator('.only-look').isVisible()) === !rights.includes('edit'));
  checks.check(`${who}: the service refused nothing that the page wanted`, page.noise.length === 0, page.noise.join(' '));
  checks.check(`${who} ${guest ? 'sees no list of recordings' : 'may go to the list'}`, (await page.getByRole('link', { name: 'Recordings', exact: true }).first().isVisible()) === !guest);
}

// Who comes without a login sees a login and nothing else; a wrong password is said.
const admin = await open();
await admin.goto(base + path);
await heading(admin, 'Log in');
checks.check('a deep link asks for a login first', await admin.getByText('If a link led you here').isVisible());
checks.check('no upload is offered outside', !(await admin.getByRole('button', { name: 'Upload' }).isVisible()));
await logIn(admin, 'admin', 'not the password');
await admin.getByRole('alert').waitFor();
await picture(admin, 'login');
await logIn(admin, 'admin', secret);
await heading(admin, 'Recordings');
checks.check('after a login the list is shown', new URL(admin.url()).pathname === '/');
for (const [name, role] of [['ann', 'editor'], ['ed', 'editor'], ['vic', 'viewer']]) {
  const made = await ask(admin, 'POST', '/users', { name, password: PASSWORD, role });
  checks.check(`${name} is made`, made.status === 201, JSON.stringify(made.body));
}
await ask(admin, 'PUT', `/sessions/${sessionId}/access/ann`, { level: 'owner' });
await ask(admin, 'PUT', `/sessions/${sessionId}/access/ed`, { level: 'edit' });
admin.noise.length = 0;
await offered(admin, 'the admin', ['view', 'edit', 'delete', 'share']);
checks.check('the admin sees how the server is doing', await admin.getByRole('link', { name: 'System' }).isVisible());

// The page asks nobody but the service: what it does not name is not offered, whatever the role.
await admin.route(`${base}/sessions/${sessionId}`, async (route) => {
  const answer = await route.fetch();
  const body = await answer.json();
  body.session.may = ['view'];
  await route.fulfill({ response: answer, json: body });
});
await offered(admin, 'an admin whom the service grants only to look', ['view']);
await admin.unroute(`${base}/sessions/${sessionId}`);

// The account page: tokens, users, what people type.
await admin.goto(`${base}/app/account`);
await heading(admin, 'admin');
await admin.getByLabel('What it is for').fill(HOSTILE);
await admin.getByRole('button', { name: 'Make a token' }).click();
await admin.getByText('shown this once').waitFor();
await admin.getByRole('button', { name: `Take back the token ${HOSTILE}` }).waitFor();
await admin.getByRole('region', { name: 'Users' }).getByText('vic').waitFor();
await picture(admin, 'account');

// The owner: shares with users and by a link.
const ann = await open();
await logIn(ann, 'ann');
await heading(ann, 'Recordings');
await offered(ann, 'the owner', ['view', 'edit', 'delete', 'share']);
checks.check('an editor does not see how the server is doing', !(await ann.getByRole('link', { name: 'System' }).isVisible()));
await ann.getByRole('link', { name: 'Share', exact: true }).click();
await heading(ann, 'Share');
await ann.getByLabel('Name of a user').fill('nobody-of-that-name');
await ann.getByRole('button', { name: 'Share', exact: true }).click();
await ann.getByRole('alert').waitFor();
await ann.getByLabel('Name of a user').fill('vic');
await ann.getByRole('button', { name: 'Share', exact: true }).click();
await ann.getByRole('button', { name: 'No longer share with vic' }).waitFor();
await ann.getByRole('button', { name: 'Make a link' }).click();
const link = await ann.locator('.once-text').textContent();
checks.check('a link is of this server', link.startsWith(`${base}/share/lcs_`), link);
await ann.getByRole('button', { name: /^Take back the link/ }).waitFor();
await picture(ann, 'share');

// The room's editor, with a name that wants to be markup.
await ann.goto(base + path);
await ann.getByRole('button', { name: 'Draw zones' }).click();
await ann.getByRole('button', { name: 'Add a rectangle' }).click();
await ann.getByLabel('Name of zone 1').fill(HOSTILE.slice(0, 40));
await picture(ann, 'room');
await ann.getByRole('button', { name: 'Save the room' }).click();
await ann.getByRole('dialog').waitFor({ state: 'detached' });
await ann.locator('.stay-head', { hasText: HOSTILE.slice(0, 40) }).waitFor();
await ann.watch.look('zones');

// A limit that is reached is said in words, where the upload is.
await ann.goto(base);
await heading(ann, 'Recordings');
for (let i = 0; i < 2; i++) {
  await ann.getByLabel('Recordings to upload').setInputFiles(recording);
  await ann.getByRole('dialog').getByRole('button', { name: 'Upload', exact: true }).click();
  await ann.getByText(i === 0 ? 'Arrived, and is being processed' : /try again in \d+ seconds/).waitFor({ timeout: 60_000 });
}
await picture(ann, 'refused');

// A co-editor changes and neither deletes nor shares; a viewer looks.
const ed = await open();
await logIn(ed, 'ed');
await heading(ed, 'Recordings');
await offered(ed, 'a co-editor', ['view', 'edit']);
await ed.goto(`${base}${path}/share`);
await ed.getByText('Only its owner and admins').waitFor();
await picture(ed, 'share-of-others');

const vic = await open();
await logIn(vic, 'vic');
await heading(vic, 'Recordings');
checks.check('a viewer is offered no upload', !(await vic.getByRole('button', { name: 'Upload' }).isVisible()));
await vic.getByRole('button', { name: /^More about/ }).click();
await vic.getByRole('menuitem', { name: 'Open' }).waitFor();
checks.check('nor to delete from the list', !(await vic.getByRole('menuitem', { name: 'Delete…' }).isVisible()));
await vic.keyboard.press('Escape');
await offered(vic, 'a viewer', ['view']);
await picture(vic, 'viewer');
await vic.getByRole('link', { name: 'Job', exact: true }).click();
await vic.getByRole('link', { name: 'Open the result' }).waitFor();
checks.check('a viewer is offered nothing on the page of a job', !(await vic.getByRole('button', { name: /Cancel|Try again/ }).isVisible()));

// A guest: by the link, until it is taken back.
const guest = await open();
await guest.goto(link);
checks.check('following a link leads to the recording, without what is secret', guest.url() === base + path, guest.url());
await offered(guest, 'a guest', [], true);
await guest.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
await picture(guest, 'guest');
await guest.goto(base);
await heading(guest, 'Log in');
const taken = await ask(ann, 'GET', `/sessions/${sessionId}/links`);
await ask(ann, 'DELETE', `/sessions/${sessionId}/links/${taken.body[0].id}`);
await guest.goto(base + path);
await heading(guest, 'Log in');
await picture(guest, 'guest-no-more');
await guest.goto(link);
await heading(guest, 'This link does not lead anywhere');
checks.check('and leaves nothing secret in the address', !guest.url().includes('lcs_'), guest.url());
await picture(guest, 'link-ended');

// Somebody with whom nothing is shared any more.
await ask(ann, 'DELETE', `/sessions/${sessionId}/access/vic`);
await vic.goto(base + path);
await heading(vic, 'There is no such recording');
await vic.goto(base);
await vic.getByText('Nothing is shared with you yet').waitFor();
await picture(vic, 'nothing-shared');

for (const page of [admin, ann, ed, vic, guest]) checks.check('nothing came alive', page.watch.found.length === 0, page.watch.found.join(' | '));
checks.check('every page is accessible and fits', wrong.length === 0, `\n${wrong.join('\n')}`);
await browser.close();
process.exit(checks.failures === 0 ? 0 : 1);
