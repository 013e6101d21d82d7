// What the programs that look at the pages share: the browser, axe, and saying what did not hold.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const SHAPES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run', '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Takes pictures into a folder, and answers what is wrong with what they show: axe's complaints, and a page that scrolls sideways. */
export function looker(folder) {
  mkdirSync(folder, { recursive: true });
  return async (page, name, fullPage = true) => {
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
    // Through the debugger, as the Content-Security-Policy lets the page itself take no foreign script.
    await page.evaluate(axe);
    const found = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
    const wrong = found.violations.map(
      ({ id, impact, nodes }) =>
        `${name}: ${impact} ${id} (${nodes.length}) ${nodes[0].html.slice(0, 160)}\n    ${nodes[0].failureSummary?.replace(/\n\s*/g, ' ').slice(0, 260)}`,
    );
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    return sideways > 0 ? [...wrong, `${name}: scrolls sideways by ${sideways}`] : wrong;
  };
}

/** Counts what does not hold, and says everything. */
export class Checks {
  failures = 0;

  check(what, holds, more = '') {
    if (!holds) this.failures++;
    console.log(`${holds ? 'ok  ' : 'FAIL'} ${what} ${more}`);
  }

  /** Waits for a fact; what it says when it does not come about is part of the complaint. */
  async comes(what, fact, seconds = 10) {
    let last;
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
      try {
        last = await fact();
        if (last) return this.check(what, true);
      } catch (error) {
        last = error.message.split('\n')[0];
      }
    }
    this.check(what, false, `after ${seconds} s: ${last}`);
  }
}

/** Watches a page for anything that came alive though it was only text, and for what it wanted and was not allowed. */
export async function vigil(page, base) {
  const found = [];
  const say = (text) => {
    found.push(text);
    console.log(text);
  };
  await page.addInitScript(() => {
    window.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  page.on('console', (message) => message.text().startsWith('policy: ') && say(message.text()));
  page.on('pageerror', (error) => say(`page: ${error.message}`));
  page.on('dialog', (dialog) => {
    say(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('blob:') && !url.startsWith('data:')) say(`request: ${url}`);
  });
  return {
    found,
    /** Looks at what is shown now. */
    look: async (name) => {
      const alive = await page.evaluate(() => ({
        set: window.hostile,
        foreign: [...document.querySelectorAll('script:not([src^="/assets/"]), iframe, object, embed, [onerror], [onload], [onclick], a[href^="javascript:"]')].map((element) => element.outerHTML.slice(0, 120)),
      }));
      if (alive.set !== undefined) say(`${name}: a script ran`);
      alive.foreign.forEach((html) => say(`${name}: ${html}`));
    },
  };
}
