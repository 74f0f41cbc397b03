import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { dayFromNow } from './engagements.js';
import { look } from './look.js';
import { button, choice, field, find, goTo, heading, link, panel, secretField, told } from './people.js';
import { FIRST_PASSWORD } from './product.js';

/*
 * What people of the consultancy do on the screens up to the start of an engagement, in the words of the screens.
 */

export const PRACTITIONER = { name: 'Carl Ito', email: 'carl@northbank.example', password: FIRST_PASSWORD };
export const SPONSOR = { name: 'Petra Lund', email: 'petra@tessel.example', password: FIRST_PASSWORD };
export const CLIENT = 'Tessel Logistics';

/** Settings: a practitioner and a webhook. @returns the endpoint's signing secret */
export async function setUpWorkspace(page: Page, webhookUrl: string): Promise<string> {
  await goTo(page, 'Settings');
  const members = panel(page, 'Add member');
  await field(members, 'Name').fill(PRACTITIONER.name);
  await field(members, 'Email').fill(PRACTITIONER.email);
  await secretField(members, 'First password').fill(PRACTITIONER.password);
  await button(members, 'Add member').click();
  await page.getByRole('cell', { name: PRACTITIONER.email }).waitFor();
  await look(page, 'settings-members');

  await page.getByRole('tab', { name: 'Webhooks' }).click();
  await field(page, 'Address').fill(webhookUrl);
  await button(page, 'Create endpoint').click();
  const secret = await page.getByRole('status').filter({ hasText: 'Signing secret' }).locator('code').textContent();
  await page.getByRole('cell', { name: webhookUrl, exact: true }).waitFor();
  await look(page, 'settings-webhooks');
  expect(secret).toMatch(/^whsec_/);
  return secret ?? '';
}

/** The person wants to know of everything at once. */
export async function beToldAtOnce(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/notices/preferences`);
  for (const severity of ['Warning', 'Notice'])
    await page.getByRole('checkbox', { name: severity, exact: true }).check();
  await page.getByRole('switch', { name: 'Quiet hours' }).check({ force: true });
  await page.getByLabel('Until').waitFor();
  await look(page, 'notice-preferences');
  await page.getByRole('switch', { name: 'Quiet hours' }).uncheck({ force: true });
  await button(page, 'Save').click();
  await page.getByText('Saved').waitFor();
  await page.goto(url);
}

/** A new client, the four questions, the recommendation and the written read, a sponsor. */
export async function takeIntake(page: Page): Promise<void> {
  await goTo(page, 'Portfolio');
  await link(page, 'New client').first().click();
  await field(page, 'Name').fill(CLIENT);
  await choice(page, 'Stage').selectOption({ label: 'Series B or later' });
  await look(page, 'client-new');
  await button(page, 'Create client').click();

  await heading(page, 'Intake').waitFor();
  const answers: [question: string, answer: string][] = [
    ['Is AI the strategic story of the company?', 'It is the strategic story'],
    ['Is the platform stable, or is it the bottleneck?', 'Stable'],
    ['Is a senior technology owner in place?', 'No'],
    ['Should one person answer for both AI risk and the platform?', 'No'],
    ['Are the open questions AI-shaped?', 'Yes'],
    ['Is the technology surface broader than AI?', 'Yes'],
    ['Does the AI work fit inside the technology engagement?', 'No'],
    ['Has the practitioner run AI in production?', 'Yes'],
  ];
  await answer(page, answers.slice(0, 4));
  await panel(page, 'What your answers say so far').getByText('This leads to: Both hats, two people').waitFor();
  await look(page, 'intake');
  await answer(page, answers.slice(4));
  await button(page, 'Get the recommendation').click();

  await heading(page, CLIENT).waitFor();
  await panel(page, 'Recommendation').getByText('Both hats, two people').first().waitFor();
  const read = panel(page, 'Written read');
  for (const part of [/AI is the strategic story/i, /first 90 days/i, /18 months/i])
    await read.getByText(part).first().waitFor();

  const contacts = panel(page, 'Client contacts');
  await field(contacts, 'Name').fill(SPONSOR.name);
  await field(contacts, 'Email').fill(SPONSOR.email);
  await secretField(contacts, 'First password').fill(SPONSOR.password);
  await button(contacts, 'Invite contact').click();
  await contacts.getByRole('cell', { name: SPONSOR.email }).waitFor();
  await look(page, 'client');
}

/** Answers questions of the intake, one after the other, each by its words. */
export async function answer(
  page: Page,
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<void> {
  for (const [question, words] of answers) {
    await page.getByRole('radiogroup', { name: question }).getByRole('radio', { name: words, exact: true }).check();
    await button(page, 'Next').click();
  }
}

/** An engagement with two hats on two people, 40 days old: two deliverables of the CTO and one of the CAIO are late. */
export async function draftEngagement(page: Page, ownerName: string): Promise<void> {
  await link(page, 'Draft engagement').click();
  await heading(page, 'Draft engagement').waitFor();
  await page.getByLabel(/^First day/).fill(dayFromNow(-40));
  for (const [hat, who] of [
    ['CTO hat', ownerName],
    ['CAIO hat', PRACTITIONER.name],
  ] as const) {
    const terms = page.getByRole('group', { name: hat });
    await find(terms, 'Practitioner', who);
    await field(terms, 'Limit per decision').fill('10000');
    await field(terms, 'Limit per quarter').fill('40000');
  }
  await look(page, 'engagement-draft');
  await button(page, 'Draft engagement').click();
  await heading(page, CLIENT).waitFor();
}

/** What the readiness asks of the consultancy; what is left then is the charter's acknowledgement by the others. */
export async function getReady(page: Page): Promise<void> {
  const readiness = panel(page, 'Before the start');
  await readiness.getByText('3 of 7 met').waitFor();
  expect(await button(readiness, 'Start engagement').isDisabled()).toBe(true);
  await look(page, 'readiness');

  for (const kind of ['Model selection', 'Evaluation', 'Governance artifacts shipped to procurement']) {
    await field(readiness, 'What was done').fill(`${kind} for a claims model, in production since 2024.`);
    await field(readiness, 'Link to the evidence').fill('https://carl.example/claims-model');
    await button(readiness, 'Attest depth').click();
    await told(page, `Attested: ${kind}`);
  }
  await button(readiness, 'Publish default charter').click();
  await button(readiness, 'Acknowledge charter').click();
  await told(page, 'You acknowledged the charter.');
  await field(readiness, 'Name of the AI risk owner').fill(SPONSOR.name);
  await field(readiness, 'Email of the AI risk owner').fill(SPONSOR.email);
  await button(readiness, 'Name AI risk owner').click();
  await readiness.getByText('6 of 7 met').waitFor();
}

/** The practitioner of the other hat finds the engagement in the portfolio, reads its charter and acknowledges it. */
export async function acknowledgeAsPractitioner(page: Page): Promise<void> {
  await heading(page, 'Portfolio').waitFor();
  await link(page, CLIENT).click();
  await link(page, 'Charter').click();
  await heading(page, 'Charter').waitFor();
  await page.getByText('Waits for acknowledgement').waitFor();
  await look(page, 'charter');
  await button(page, 'Acknowledge charter').click();
  await panel(page, 'Acknowledged by').getByText(PRACTITIONER.name).waitFor();
}

/** The owner starts what is ready by now. */
export async function startEngagement(page: Page): Promise<void> {
  await page.reload();
  await panel(page, 'Before the start').getByText('7 of 7 met').waitFor();
  await button(page, 'Start engagement').click();
  await told(page, 'The engagement is active.');
  await link(page, 'All alerts (7)').waitFor();
  await look(page, 'engagement');
}
