import type { Browser, Page } from 'playwright-core';
import { person, type Person } from '../support/people.js';
import { DEMO_SECRET, demoDatabase } from '../support/demo-database.js';
import { createToken, startProduct, type Product } from '../support/product.js';
import type { Place } from './places.js';

/** Of everybody in the demo workspace, with these in it. */
export const PASSWORD = 'bicorne-demo';
export const OWNER = 'marit@halyard.example';
export const PRACTITIONER = 'ifeoma@halyard.example';
export const SPONSOR = 'hanneke@noordlicht.example';
export const VIEWER = 'ruud@noordlicht.example';

/** Who opens the screens of an audience. */
const WHO = { members: OWNER, everyone: OWNER, contacts: SPONSOR };

/** A running Bicorne with its demo workspace, and people who are signed in to it. */
export class Demo {
  private readonly people = new Map<string, Person>();

  private constructor(
    readonly product: Product,
    private readonly browser: Browser,
    readonly token: string,
    /** What the parameters of paths stand for. */
    readonly parameters: Readonly<Record<string, string>>,
  ) {}

  static async open(browser: Browser): Promise<Demo> {
    const product = await startProduct({ BICORNE_SECRET: DEMO_SECRET }, undefined, demoDatabase);
    const token = await createToken(product, 'demo', 'OWNER');
    return new Demo(product, browser, token, await parametersOf(product, token));
  }

  /** The page of whom a screen is for, signed in. */
  async pageFor({ audience }: Place): Promise<Page> {
    return this.pageOf(audience === 'anyone' ? '' : WHO[audience]);
  }

  /** The page of somebody of the demo workspace; of somebody who is not signed in where the address is empty. */
  async pageOf(email: string): Promise<Page> {
    const known = this.people.get(email);
    if (known) return known.page;
    const one = await this.newPerson(email);
    this.people.set(email, one);
    return one.page;
  }

  /** Another browser of the same or another person. */
  async newPerson(email: string): Promise<Person> {
    const one = await person(this.browser);
    if (email !== '') {
      const data = { email, password: PASSWORD };
      const answer = await one.page.request.post(`${this.product.url}/auth/sign-in/email`, { data });
      if (!answer.ok()) throw new Error(`${email} is not signed in: ${answer.status()} ${await answer.text()}`);
    }
    return one;
  }

  /** What the browsers complained about. */
  complaints(): string[] {
    return [...this.people.values()].flatMap(({ complaints }) => complaints);
  }
}

interface Asked {
  portfolio: {
    edges: { node: { client: { id: string; name: string }; engagement: { id: string } | null } }[];
  };
  workspace: { slug: string };
}

async function parametersOf(product: Product, token: string): Promise<Record<string, string>> {
  const { portfolio, workspace } = await product.ask<Asked>(
    token,
    '{ workspace { slug } portfolio(first: 50) { edges { node { client { id name } engagement { id } } } } }',
  );
  const found = portfolio.edges.find(({ node }) => node.client.name === 'Noordlicht Energie')?.node;
  const engagementId = found?.engagement?.id ?? '';
  const clientId = found?.client.id ?? '';
  const { engagement, client } = await product.ask<{
    engagement: { hats: { deliverables: { id: string; key: string }[] }[] };
    client: { intakeAssessment: { id: string } };
  }>(
    token,
    `query ($engagementId: ID!, $clientId: ID!) {
      engagement(id: $engagementId) { hats { deliverables { id key } } } client(id: $clientId) { intakeAssessment { id } } }`,
    { engagementId, clientId },
  );
  const deliverables = engagement.hats.flatMap((hat) => hat.deliverables);
  const idOf = (wanted: string): string => deliverables.find(({ key }) => key === wanted)?.id ?? '';
  await product.ask(
    token,
    'mutation ($input: UpdatePublicIntakeInput!) { updatePublicIntake(input: $input) { userErrors { code message } } }',
    { input: { enabled: true, introduction: 'Halyard reads where your company stands.' } },
  );
  const { shareWrittenRead } = await product.ask<{ shareWrittenRead: { shareLink: { url: string } } }>(
    token,
    `mutation ($input: ShareWrittenReadInput!) {
      shareWrittenRead(input: $input) { shareLink { url } userErrors { code message } } }`,
    {
      input: {
        intakeAssessmentId: client.intakeAssessment.id,
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      },
    },
  );
  return {
    clientId,
    engagementId,
    // In work, with a text; the other one is accepted.
    deliverableId: idOf('roadmap'),
    acceptedId: idOf('architecture-read'),
    workspace: workspace.slug,
    secret: shareWrittenRead.shareLink.url.split('/').at(-1) ?? '',
    token: 'an-address-that-stops-no-emails',
  };
}
