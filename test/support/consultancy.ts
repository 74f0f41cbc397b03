import { DEPTH_EVIDENCE_KINDS } from '@bicorne/domain';
import type { TestApi } from './api-server.js';
import { GraphqlCaller, type Json } from './graphql-caller.js';

export const DAY_MS = 86_400_000;

/** A day so many days from today, in UTC: engagements of these tests have that time zone. */
export function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * DAY_MS).toISOString().slice(0, 10);
}

export const eur = (amount: string) => ({ amount, currency: 'EUR' });
const LIMITS = { perDecisionLimit: eur('5000'), perQuarterLimit: eur('12000') };

/** A workspace of the real API with two practitioners and one client; everything goes through GraphQL. */
export class Consultancy {
  private constructor(
    readonly api: TestApi,
    readonly owner: GraphqlCaller,
    readonly practitioner: GraphqlCaller,
    readonly sponsor: GraphqlCaller,
    readonly viewer: GraphqlCaller,
    /** Published ids of the two members who wear hats. */
    readonly members: { cto: string; caio: string },
    readonly clientId: string,
  ) {}

  static async open(api: TestApi): Promise<Consultancy> {
    const workspace = await api.makeWorkspace();
    const owner = new GraphqlCaller(api, await api.makeToken(workspace, 'OWNER'));
    const member = async (name: string): Promise<string> => {
      const email = `${name.toLowerCase()}@${workspace.slug}.example`;
      const input = { name, email, role: 'PRACTITIONER', password: 'words enough for a sentence' };
      return (await owner.change('addMember', input, 'member { id }')).member.id;
    };
    const members = { cto: await member('Ada'), caio: await member('Ben') };
    const input = { name: 'Northwind', timeZone: 'UTC' };
    const { client } = await owner.change('createClient', input, 'client { id }');
    const of = async (role: 'SPONSOR' | 'VIEWER') =>
      new GraphqlCaller(api, await api.makeToken(workspace, role, { clientName: 'Northwind' }));
    const practitioner = new GraphqlCaller(api, await api.makeToken(workspace, 'PRACTITIONER'));
    return new Consultancy(api, owner, practitioner, await of('SPONSOR'), await of('VIEWER'), members, client.id);
  }

  /** A draft of two roles. @returns its id */
  async draft(startsOn = day(-10), shape = 'TWO_ROLES'): Promise<string> {
    const { cto, caio } = this.members;
    const second = shape === 'CTO_AND_CAIO' ? cto : caio;
    const assignments = [
      { hat: 'CTO', practitionerId: cto, daysPerWeek: 2, ...LIMITS },
      { hat: 'CAIO', practitionerId: second, daysPerWeek: 1, ...LIMITS },
    ];
    const input = { clientId: this.clientId, shape, startsOn, timeZone: 'UTC', assignments };
    return (await this.owner.change('draftEngagement', input, 'engagement { id }')).engagement.id;
  }

  /** Evidence of every kind. */
  async attest(practitionerId: string): Promise<void> {
    for (const kind of DEPTH_EVIDENCE_KINDS)
      await this.owner.change(
        'attestDepth',
        { practitionerId, kind, statement: `Shipped ${kind}.`, evidenceUrl: 'https://example.com/e' },
        'practitioner { id }',
      );
  }

  /** Publishes a version, and both sides acknowledge it. */
  async agree(engagementId: string, rights: Json = null): Promise<Json> {
    const { charter } = await this.owner.change('publishCharter', { engagementId, rights }, 'charter { id version }');
    await this.owner.change('acknowledgeCharter', { charterId: charter.id }, 'charter { id }');
    await this.sponsor.change('acknowledgeCharter', { charterId: charter.id }, 'charter { id }');
    return charter;
  }

  /** An engagement that runs. @returns its id */
  async engagement(startsOn = day(-10), shape = 'TWO_ROLES'): Promise<string> {
    const engagementId = await this.draft(startsOn, shape);
    await this.attest(shape === 'CTO_AND_CAIO' ? this.members.cto : this.members.caio);
    await this.agree(engagementId);
    const owner = { engagementId, name: 'Carla Reyes', email: 'carla@northwind.example' };
    await this.owner.change('nameAiRiskOwner', owner, 'engagement { id }');
    await this.owner.change('startEngagement', { engagementId }, 'engagement { id }');
    return engagementId;
  }

  /** Some fields of an engagement, as one of the people sees it. */
  async read(engagementId: string, fields: string, as: GraphqlCaller = this.owner): Promise<Json> {
    return (await as.ask(`query ($id: ID!) { engagement(id: $id) { ${fields} } }`, { id: engagementId })).engagement;
  }
}
