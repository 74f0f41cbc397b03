import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../support/browser.js';
import { dayFromNow, enterEngagement, type Entered } from '../support/engagements.js';
import { look } from '../support/look.js';
import { button, choice, field, heading, link, panel, signIn, told, type Person } from '../support/people.js';
import { Demo, OWNER, PASSWORD } from './demo.js';

// Real: the product, its worker, a browser for each person. What was agreed for an engagement, and how it runs, is changed
// on one screen by who may.

jest.setTimeout(180_000);

const CLIENT = 'Fernhill Paper';

let browser: Browser;
let demo: Demo;
let entered: Entered;

beforeAll(async () => {
  browser = await openBrowser();
  demo = await Demo.open(browser);
  const { token } = demo;
  await demo.product.ask(
    token,
    'mutation ($input: CreateTemplateInput!) { createTemplate(input: $input) { userErrors { code message } } }',
    {
      input: {
        hat: 'CTO',
        title: 'Vendor review',
        dueDay: 80,
        markdown: '# Vendor review\n\n## Vendors\n\nWho sells what.\n',
      },
    },
  );
  entered = await enterEngagement(demo.product, { slug: 'demo', token, name: CLIENT, startsOn: dayFromNow(-40) });
});

afterAll(async () => {
  await browser?.close();
  await demo?.product.stop();
});

async function signedIn(email: string, name: string, password = PASSWORD): Promise<Person> {
  const one = await demo.newPerson('');
  await signIn(one.page, demo.product.url, { email, password });
  await heading(one.page, name).waitFor();
  return one;
}

const state = (page: Page, word: string) => page.locator('strong').filter({ hasText: word }).first().waitFor();

describe('the terms of an engagement', () => {
  it('shows an alert the moment it is raised', async () => {
    const { page, complaints } = await signedIn(OWNER, 'Portfolio');
    await page.goto(`${demo.product.url}/alerts`);
    await heading(page, 'Alerts').waitFor();
    const raised = page.getByRole('article').filter({ hasText: CLIENT }).first();
    expect(await raised.count()).toBe(0);
    await entered.start();
    await raised.waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets who leads the practice pause, go on, plan more, change a hat, take the pack along and end', async () => {
    const { page, complaints } = await signedIn(OWNER, 'Portfolio');
    await page.goto(`${demo.product.url}/engagements/${encodeURIComponent(entered.engagementId)}`);
    await link(page, 'Terms and course').click();
    await heading(page, 'Terms and course').waitFor();

    const course = panel(page, 'Course');
    await button(course, 'Pause').click();
    await field(course, 'Why, if you like').fill('The client moves house.');
    await button(course, 'Pause the engagement').click();
    await state(page, 'Paused');
    await course.getByText('The client moves house.').waitFor();
    await button(course, 'Resume').click();
    await state(page, 'Active');

    const cto = panel(page, 'CTO');
    await button(cto, 'Change the CTO hat').click();
    await field(cto, 'Limit per quarter, EUR').fill('50000');
    await button(cto, 'Save the CTO hat').click();
    await cto.getByText(/a sponsor of the client raises a limit/).waitFor();
    await field(cto, 'Limit per quarter, EUR').fill('15000');
    await button(cto, 'Save the CTO hat').click();
    await cto.getByText(/of €15,000/).waitFor();

    const add = panel(page, 'Add a deliverable');
    await choice(add, 'By template').selectOption({ label: 'Roadmap, day 75' });
    await button(add, 'Add a deliverable').click();
    await add.getByText('"Roadmap" is planned in this quarter already: once a quarter.').waitFor();
    await choice(add, 'By template').selectOption({ label: 'Vendor review, day 80' });
    await button(add, 'Add a deliverable').click();
    await told(page, 'Planned: Vendor review');

    const pack = panel(page, 'Artifact pack');
    await button(pack, 'Make the pack').click();
    const download = page.waitForEvent('download');
    await pack.getByRole('link', { name: /^Download, \d+ kB: Artifact pack$/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.zip$/);

    await button(course, 'Complete').click();
    await button(page.getByRole('dialog'), 'Yes, complete').click();
    await course.getByText(/neither accepted nor waived/).waitFor();

    await button(course, 'Renew').click();
    await button(course, 'Add the quarter').click();
    await course.getByRole('alert').waitFor();
    for (const hat of ['CTO hat', 'CAIO hat'])
      await course.getByRole('group', { name: hat }).getByRole('checkbox').first().check();
    await button(course, 'Add the quarter').click();
    await course.getByText('Quarter 2').waitFor();

    await look(page, 'engagement-terms');
    await panel(page, 'Audit trail')
      .getByText(/quarter/)
      .first()
      .waitFor();
    await button(course, 'End early').click();
    await field(course, 'Why it ends').fill('The company was bought.');
    await button(course, 'End the engagement for good').click();
    await course.getByText('Ended early: The company was bought.').waitFor();
    await button(course, 'Pause').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('lets a sponsor raise a limit, and keeps the rest of the course from them', async () => {
    const other = await enterEngagement(demo.product, {
      slug: 'demo',
      token: demo.token,
      name: 'Tarn Valley Dairy',
      startsOn: dayFromNow(-5),
    });
    await other.start();
    const email = 'sponsor@tarn.example';
    await demo.product.ask(
      demo.token,
      'mutation ($input: InviteClientContactInput!) { inviteClientContact(input: $input) { userErrors { code message } } }',
      {
        input: {
          clientId: other.clientId,
          name: 'Greta Holm',
          email,
          role: 'SPONSOR',
          password: 'four fresh eggs a day',
        },
      },
    );
    const { page, complaints } = await signedIn(email, 'Tarn Valley Dairy', 'four fresh eggs a day');
    await link(page, 'Terms and course').click();
    await heading(page, 'Terms and course').waitFor();
    expect(await button(page, 'Pause').count()).toBe(0);
    expect(await panel(page, 'Audit trail').count()).toBe(0);
    const caio = panel(page, 'CAIO');
    await button(caio, 'Agree limits of the CAIO hat').click();
    await field(caio, 'Limit per decision, EUR').fill('7500');
    await button(caio, 'Save the CAIO hat').click();
    await caio.getByText('up to €7,500 a decision').waitFor();
    await look(page, 'engagement-terms-sponsor');
    expect(complaints).toEqual([]);
  });
});
