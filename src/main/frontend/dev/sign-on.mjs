// Logs in at an identity provider in a real browser, and says what did not hold. The provider has to show a page with a link
// "Continue as NAME"; nobody of that name was here before.
//   node dev/sign-on.mjs base-address provider-address label name [folder for pictures]
import { Checks, launch, looker, SHAPES, vigil } from './browser.mjs';

const [base, provider, label, name, folder = 'dist-look'] = process.argv.slice(2);
const browser = await launch();
const look = looker(folder);
const checks = new Checks();
const wrong = [];
const page = await (await browser.newContext({ viewport: SHAPES.wide })).newPage();
page.setDefaultTimeout(20_000);
const watch = await vigil(page, base);
const heading = (text) => page.getByRole('heading', { name: text, level: 1 }).waitFor();
const button = page.getByRole('link', { name: `Log in with ${label}` });
const at = () => new URL(page.url());

async function picture(what) {
  for (const [shape, viewport] of Object.entries(SHAPES)) {
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(250);
      wrong.push(...(await look(page, `sign-on-${what}-${shape}-${colorScheme}`)));
    }
  }
  await page.setViewportSize(SHAPES.wide);
  await page.emulateMedia({ colorScheme: 'light' });
  await watch.look(what);
}

await page.goto(`${base}/app/account`);
await heading('Log in');
checks.check('a password can be given too', await page.getByLabel('Password').first().isVisible());
await picture('login');
await button.click();
await heading(label);
checks.check('the button leads to the provider', at().href.startsWith(provider), at().href);
await page.getByRole('link', { name: `Continue as ${name}` }).click();
await heading(name);
checks.check('and from there to the page that was wanted, with nothing else in its address', at().href === `${base}/app/account`, at().href);
const cookies = await page.context().cookies(base);
checks.check('of the way there no cookie is left', cookies.map((cookie) => cookie.name).join() === 'lectern-login', cookies.map((cookie) => cookie.name).join());
await page.reload();
await heading(name);
await picture('account');
await page.getByRole('button', { name: 'Log out', exact: true }).click();
await heading('Log in');

await page.goto(`${base}/login/oidc/callback?state=x&code=y`);
await heading('Log in');
checks.check('who comes back without having gone is told so', (await page.getByRole('alert').textContent()).includes('begin again'));
checks.check('in words that do not stand in the address', at().search === '?failed=expired', at().search);
await picture('failed');
await page.goto(`${base}/app/login?failed=Call%20this%20number`);
await heading('Log in');
checks.check('nobody else puts words there', !(await page.getByRole('alert').textContent()).includes('number'));
await page.goto(`${base}/app/account`);
await button.click();
await page.getByRole('link', { name: `Continue as ${name}` }).click();
await heading(name);
checks.check('the same person comes again as the same', (await page.getByRole('link', { name: `Account of ${name}` }).count()) === 1);

const foreign = watch.found.filter((what) => !what.startsWith(`request: ${provider}`));
checks.check('nothing came alive, and nobody else was asked', foreign.length === 0, foreign.join(' | '));
checks.check('every page is accessible and fits', wrong.length === 0, `\n${wrong.join('\n')}`);
await browser.close();
process.exit(checks.failures === 0 ? 0 : 1);
