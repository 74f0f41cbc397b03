import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../support/api-server.js';
import { Consultancy, eur } from '../support/consultancy.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import type { Json } from '../support/graphql-caller.js';

// Real: the API as a process, GraphQL over HTTP, PostgreSQL.

let database: TestDatabase;
let api: TestApi;
let ours: Consultancy;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  ours = await Consultancy.open(api);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const STATE = 'engagement { state }';
const VERSIONS = `charters { version inForce practitioners { hat practitioner { name } acknowledged } acknowledgements { by { name } } }`;

async function whichHat(engagementId: string, area: string, amount: string | null = null): Promise<Json> {
  const { whichHat: answer } = await ours.owner.ask(
    `query ($id: ID!, $area: String!, $amount: MoneyInput) { whichHat(engagementId: $id, area: $area, amount: $amount) {
       holder wornBy { name } withinPerDecisionLimit quarterRemaining { amount } approvalsNeeded statement } }`,
    { id: engagementId, area, amount: amount && eur(amount) },
  );
  return answer;
}

describe('versions', () => {
  it('start unacknowledged, and the old one stays in force until practitioners and sponsor have agreed', async () => {
    const engagementId = await ours.engagement();
    const rights = [
      { area: 'Legal holds', holder: 'NAMED_OUTSIDE', holderName: 'Dana Quill' },
      { area: 'AI Risk', holder: 'JOINT' },
    ];
    const { charter } = await ours.owner.change(
      'publishCharter',
      { engagementId, rights },
      'charter { id version inForce }',
    );
    expect(charter).toMatchObject({ version: 2, inForce: false });
    expect(await whichHat(engagementId, 'AI risk')).toMatchObject({ holder: 'CAIO' });
    expect(
      await ours.viewer.failing(
        'mutation ($input: AcknowledgeCharterInput!) { acknowledgeCharter(input: $input) { userErrors { code } } }',
        { input: { charterId: charter.id } },
      ),
    ).toEqual(['FORBIDDEN']);
    const waitsFor = async (as = ours.owner): Promise<boolean[]> =>
      (await ours.read(engagementId, 'charters { awaitsViewer }', as)).charters.map(
        ({ awaitsViewer }: Json) => awaitsViewer,
      );
    // The owner's token stands for those who wear the hats; an older version waits for nobody.
    expect([await waitsFor(), await waitsFor(ours.sponsor), await waitsFor(ours.viewer)]).toEqual([
      [true, false],
      [true, false],
      [false, false],
    ]);
    await ours.sponsor.change('acknowledgeCharter', { charterId: charter.id }, 'charter { id }');
    expect([await waitsFor(), await waitsFor(ours.sponsor)]).toEqual([
      [true, false],
      [false, false],
    ]);
    expect((await ours.read(engagementId, VERSIONS)).charters).toMatchObject([
      {
        version: 2,
        inForce: false,
        practitioners: [
          { hat: 'CTO', acknowledged: false },
          { hat: 'CAIO', acknowledged: false },
        ],
      },
      { version: 1, inForce: true, practitioners: [{ acknowledged: true }, { acknowledged: true }] },
    ]);
    await ours.owner.change('acknowledgeCharter', { charterId: charter.id }, 'charter { id }');
    const { charters } = await ours.read(engagementId, VERSIONS, ours.sponsor);
    expect(charters.map(({ inForce }: Json) => inForce)).toEqual([true, false]);
    expect(charters[0].acknowledgements).toHaveLength(3);

    expect(await whichHat(engagementId, 'ai_risk')).toMatchObject({
      holder: 'JOINT',
      wornBy: [{ name: 'Ada' }, { name: 'Ben' }],
      approvalsNeeded: ['CTO', 'CAIO'],
    });
    expect(await whichHat(engagementId, 'legal holds')).toMatchObject({
      holder: 'NAMED_OUTSIDE',
      wornBy: [{ name: 'Dana Quill' }],
      approvalsNeeded: ['NAMED_OUTSIDE'],
    });
    const unknown = await whichHat(engagementId, 'Parking');
    expect(unknown).toMatchObject({ holder: null, approvalsNeeded: ['SPONSOR'] });
    expect(unknown.statement).toContain('It has Legal holds and AI risk.');
  });

  it('are acknowledged by who was in them: a new practitioner asks for a new version, the old one stays in force', async () => {
    const engagementId = await ours.engagement();
    const { owner, members } = ours;
    const input = {
      name: 'Cleo',
      email: `cleo-${Date.now()}@x.example`,
      role: 'PRACTITIONER',
      password: 'words enough for a sentence',
    };
    const { member } = await owner.change('addMember', input, 'member { id }');
    await owner.change('assignHat', { engagementId, hat: 'CTO', practitionerId: member.id }, STATE);
    const before = await ours.read(engagementId, `${VERSIONS} readiness { conditions { code met detail } }`);
    expect(before.charters).toMatchObject([
      { version: 1, inForce: true, practitioners: [{ practitioner: { name: 'Ada' } }, {}] },
    ]);
    expect(before.readiness.conditions.find(({ met }: Json) => !met)).toMatchObject({
      code: 'DECISION_RIGHTS_ACKNOWLEDGED',
      detail: expect.stringContaining('before Cleo took a hat: publish a new version'),
    });
    await ours.agree(engagementId);
    const after = await ours.read(engagementId, `${VERSIONS} readiness { ready }`);
    expect(after.readiness.ready).toBe(true);
    expect(after.charters[0]).toMatchObject({
      version: 2,
      inForce: true,
      practitioners: [{ practitioner: { name: 'Cleo' }, acknowledged: true }, {}],
    });
    expect(await owner.refused('assignHat', { engagementId, hat: 'CAIO', practitionerId: members.cto })).toEqual([
      'practitionerId DEPTH_NOT_EVIDENCED',
    ]);
  });
});

describe('rights that cannot stand', () => {
  // prettier-ignore
  it.each<[string, Json[], string[], string]>([
    ['one area in two spellings', [{ area: 'Build vs. buy', holder: 'CTO' }, { area: 'build versus buy', holder: 'CAIO' }], ['rights.1.area DUPLICATE'], 'rights.0.area too'],
    ['an outside holder without a name', [{ area: 'a', holder: 'CTO' }, { area: 'b', holder: 'NAMED_OUTSIDE' }], ['rights.1.holderName REQUIRED'], 'The name of who holds the area is missing'],
    ['a name beside a hat', [{ area: 'a', holder: 'CTO', holderName: 'Dana' }], ['rights.0.holderName CONTRADICTORY'], 'make the holder NAMED_OUTSIDE'],
    ['no areas', [], ['rights REQUIRED'], 'Leave the rights out for the default ones'],
  ])('%s: the field is named, and what would be right', async (_what, rights, refusals, right) => {
    const engagementId = await ours.draft();
    expect(await ours.owner.refused('publishCharter', { engagementId, rights })).toEqual(refusals);
    expect((await ours.owner.messages('publishCharter', { engagementId, rights })).join(' ')).toContain(right);
  });

  it('a hat that the shape does not have; the default charter gives its areas to a named person outside', async () => {
    const assignments = [{ hat: 'CTO', practitionerId: ours.members.cto, daysPerWeek: 2 }];
    const input = { clientId: ours.clientId, shape: 'FRACTIONAL_CTO', startsOn: '2026-03-02', assignments };
    const { engagement } = await ours.owner.change('draftEngagement', input, 'engagement { id }');
    const engagementId = engagement.id;
    const rights = [
      { area: 'AI risk', holder: 'CAIO' },
      { area: 'AI team hiring', holder: 'JOINT' },
    ];
    expect(await ours.owner.refused('publishCharter', { engagementId, rights })).toEqual([
      'rights.0.holder HAT_NOT_IN_SHAPE',
      'rights.1.holder HAT_NOT_IN_SHAPE',
    ]);
    // Nobody is there yet whose name the default charter could say.
    expect(await ours.owner.refused('publishCharter', { engagementId })).toEqual(['rights REQUIRED']);
    const petra = {
      name: 'Petra Lund',
      email: 'petra@tessel.example',
      password: 'words enough for a sentence',
      role: 'SPONSOR',
    };
    await ours.owner.change('inviteClientContact', { clientId: ours.clientId, ...petra }, 'clientContact { id }');
    const { charter } = await ours.owner.change(
      'publishCharter',
      { engagementId },
      'charter { rights { area holder holderName } }',
    );
    expect(charter.rights.find(({ area }: Json) => area === 'ai-risk')).toEqual({
      area: 'ai-risk',
      holder: 'NAMED_OUTSIDE',
      holderName: 'Petra Lund',
    });
  });

  it('default areas that are left out: published, and named by readiness', async () => {
    const engagementId = await ours.draft();
    await ours.owner.change(
      'publishCharter',
      { engagementId, rights: [{ area: 'Architecture', holder: 'CTO' }] },
      'charter { id }',
    );
    const { readiness } = await ours.read(engagementId, 'readiness { conditions { code met detail } }');
    expect(readiness.conditions.find(({ code }: Json) => code === 'DECISION_RIGHTS_WRITTEN')).toMatchObject({
      met: false,
      detail: expect.stringContaining('leaves out platform and infrastructure, vendor selection'),
    });
  });
});
