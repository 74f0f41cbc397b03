import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { architectureRead, documentOfAnotherKind } from './documents.js';
import { CLIENT } from './consultancy.js';
import { look } from './look.js';
import { button, field, goTo, heading, link, panel, told } from './people.js';

/** A document that answers none of the template's sections is submitted, and marked thin. */
export async function submitThin(page: Page): Promise<void> {
  await openDeliverable(page, 'Decision log');
  const writing = field(page, 'Writing');
  await writing.fill(documentOfAnotherKind());
  await page.getByRole('status', { name: /^(Empty|Thin), depth \d/ }).waitFor();
  // As it is typed: a section of the template begins, and its reasons change with it.
  await writing.press('Control+End');
  await writing.pressSequentially('\n## Open decisions\n\nWe will see.');
  await panel(page, 'Depth')
    .getByText(/"Open decisions" needs a table/)
    .first()
    .waitFor();
  await page.getByRole('status', { name: /^Thin, depth \d/ }).waitFor();
  await panel(page, 'Depth')
    .getByText(/"How decisions are made here" is missing/)
    .waitFor();
  await button(page, 'Save revision').click();
  await page.getByText('Revision 1 saved').waitFor();
  await look(page, 'deliverable-thin');
  await button(page, 'Submit deliverable').click();
  await told(page, /^Submitted, and marked thin: depth \d+/);
}

/** A document that answers them is followed from thin to substantive while it is written, and submitted. */
export async function submitSubstantive(page: Page): Promise<void> {
  await openDeliverable(page, 'Architecture read');
  const text = architectureRead();
  const writing = field(page, 'Writing');
  await writing.fill(text.slice(0, text.length / 3));
  await page.getByRole('status', { name: /^Thin, depth \d/ }).waitFor();
  await writing.fill(text);
  await page.getByRole('status', { name: /^Substantive, depth \d/ }).waitFor();
  await look(page, 'deliverable');
  await button(page, 'Submit deliverable').click();
  await told(page, /^Submitted with depth \d+/);
}

async function openDeliverable(page: Page, title: string): Promise<void> {
  await goTo(page, 'Portfolio');
  await link(page, CLIENT).click();
  await heading(page, CLIENT).waitFor();
  await panel(page, 'CTO').getByRole('link', { name: title, exact: true }).click();
  await heading(page, title).waitFor();
}

/** The sponsor sees the status of their own deliverables, reads one and accepts it. */
export async function acceptAsSponsor(page: Page): Promise<void> {
  await page.reload();
  await heading(page, CLIENT).waitFor();
  for (const hat of ['CTO', 'CAIO']) await panel(page, hat).getByRole('link').first().waitFor();
  const row = page.getByRole('row').filter({ hasText: 'Decision log' });
  expect(await row.textContent()).toContain('Submitted');
  await look(page, 'client-home');
  await link(page, 'Read and answer: Architecture read').click();
  await heading(page, 'Architecture read').waitFor();
  await page.getByText('Read from the repositories and the Terraform state').first().waitFor();
  await look(page, 'deliverable-reading');
  await field(panel(page, 'Your answer'), 'Note').fill('Discussed with the board on Monday.');
  await button(page, 'Accept deliverable').click();
  await told(page, 'Accepted.');
  await page.getByText('Discussed with the board on Monday.').waitFor();
}
