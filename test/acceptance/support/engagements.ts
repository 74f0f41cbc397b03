import type { Product } from './product.js';
import { createToken } from './product.js';

const money = (amount: string) => ({ amount, currency: 'EUR' });

/** A calendar day in the workspace's time zone, so many days from today. @returns YYYY-MM-DD */
export function dayFromNow(days: number): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date());
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}

export interface Entered {
  clientId: string;
  engagementId: string;
  /** Starts it; what is late then is late at once. */
  start: () => Promise<void>;
}

/**
 * Enters a client and an engagement of both hats on one person by GraphQL, ready to start.
 *
 * @param token of an owner
 * @param startsOn YYYY-MM-DD
 */
export async function enterEngagement(
  product: Product,
  { slug, token, name, startsOn }: { slug: string; token: string; name: string; startsOn: string },
): Promise<Entered> {
  const ask = <Data>(query: string, input: object, as = token): Promise<Data> =>
    product.ask<Data>(as, query, { input });
  const { members } = await product.ask<{ members: { edges: [{ node: { id: string } }] } }>(
    token,
    '{ members(first: 1) { edges { node { id } } } }',
  );
  const practitionerId = members.edges[0].node.id;
  const { createClient } = await ask<{ createClient: { client: { id: string } } }>(
    'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id } userErrors { code message } } }',
    { name },
  );
  const clientId = createClient.client.id;
  const { draftEngagement } = await ask<{ draftEngagement: { engagement: { id: string } } }>(
    'mutation ($input: DraftEngagementInput!) { draftEngagement(input: $input) { engagement { id } userErrors { code message } } }',
    {
      clientId,
      shape: 'CTO_AND_CAIO',
      startsOn,
      assignments: ['CTO', 'CAIO'].map((hat) => ({
        hat,
        practitionerId,
        daysPerWeek: 1,
        perDecisionLimit: money('5000'),
        perQuarterLimit: money('20000'),
      })),
    },
  );
  const engagementId = draftEngagement.engagement.id;
  for (const kind of ['MODEL_SELECTION', 'EVALUATION', 'GOVERNANCE_ARTIFACTS'])
    await ask('mutation ($input: AttestDepthInput!) { attestDepth(input: $input) { userErrors { code message } } }', {
      practitionerId,
      kind,
      statement: 'Ran it in production for two years.',
      evidenceUrl: 'https://olive.example/work',
    });
  const { publishCharter } = await ask<{ publishCharter: { charter: { id: string } } }>(
    'mutation ($input: PublishCharterInput!) { publishCharter(input: $input) { charter { id } userErrors { code message } } }',
    { engagementId },
  );
  const sponsor = await createToken(product, slug, 'SPONSOR', '--client', name);
  for (const who of [token, sponsor])
    await ask(
      'mutation ($input: AcknowledgeCharterInput!) { acknowledgeCharter(input: $input) { userErrors { code message } } }',
      { charterId: publishCharter.charter.id },
      who,
    );
  await ask(
    'mutation ($input: NameAiRiskOwnerInput!) { nameAiRiskOwner(input: $input) { userErrors { code message } } }',
    { engagementId, name: 'Petra Lund', email: 'petra@client.example' },
  );
  return {
    clientId,
    engagementId,
    start: async () => {
      await ask(
        'mutation ($input: StartEngagementInput!) { startEngagement(input: $input) { userErrors { code message } } }',
        { engagementId },
      );
    },
  };
}
