import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '@bicorne/application';
import { randomUUID } from 'node:crypto';
import type { Asker } from './askers.js';
import { ask, eachOf } from './asking.js';
import { digestOf } from './canaries.js';
import { FieldWalk } from './fields.js';
import { attackWithTexts } from './texts.js';
import { IdWalk, type Attack } from './walk.js';
import { leaksOf, makeWorld, rowsOfType, type Place, type World } from './world.js';

// Real: the API's process, PostgreSQL, sign-in, tokens. Walked is the published schema, so that a field, an argument or an
// input that is added is walked too: each place where an id comes in, by each kind of caller, with ids that are not
// theirs, and each field as each role. What a row's owner is told comes last, and shows that there was something to find.

/** Places for ids that the walk leaves out, and why. */
const NOT_WALKED: Record<string, string> = {};

/** Fields, or types of which all fields, that nobody is answered here, and why. */
const NOT_ANSWERED: Record<string, string> = {
  PublicIntake: 'is found by a slug: test/integration/public-intake.test.ts',
  SubmitPublicIntakePayload: 'the same',
  'Mutation.submitPublicIntake': 'the same',
  TextPart: 'is between two revisions: test/integration/work-on-deliverables.test.ts',
  SharedWrittenRead: 'is opened by a secret: test/integration/share-links.test.ts',
  OpenInvitation: 'the same: test/integration/identity-letters.test.ts',
};

let world: World;
let ids: IdWalk;
let fields: FieldWalk;

beforeAll(async () => {
  world = await makeWorld();
  ids = new IdWalk(world, Object.keys(NOT_WALKED));
  fields = new FieldWalk(world, ids.schema, ids.writer);
  console.info(
    `${ids.places.length} places for ids, ${fields.fields.length} fields, ${world.canaries.planted.length} columns with canaries`,
  );
}, 120_000);

afterAll(() => world?.close());

/** Who asks from another workspace. */
function outsiders(): Asker[] {
  const { UNASSIGNED: _same, OTHER_SPONSOR: _other, ...sessions } = world.ours.sessions;
  return [...Object.values(sessions), ...world.ours.tokens, ...world.ours.ended];
}

async function attackAll(askers: readonly Asker[], how: Attack): Promise<void> {
  const results = await eachOf(askers, 4, (asker) => ids.attack(asker, how));
  expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  const requests = results.reduce((sum, { requests: few }) => sum + few, 0);
  expect(requests).toBeGreaterThan(askers.length * 2);
  console.info(`${askers.length} callers, ${requests} requests`);
}

/** A digest of the rows of clients. Tokens that ask note their use and are left out. */
function digestOfClients(clientIds: readonly string[]): Promise<Record<string, string>> {
  const { superuser, tables, columns } = world;
  return digestOf(superuser, tables, (table) => {
    const column = table === 'client' ? 'id' : columns.get(table)?.has('client_id') ? 'client_id' : null;
    return column === null || table === 'api_token' ? null : `${column} = any ('{${clientIds.join(',')}}'::uuid[])`;
  });
}

describe('an id of another workspace', () => {
  const digest = () => digestOf(world.superuser, world.tables, () => `workspace_id = '${world.theirs.workspaceId}'`);

  it('answers as an unknown one does, to everybody, and shows and changes nothing', async () => {
    const { theirs, ours } = world;
    const before = await digest();
    const leaks = leaksOf(world, () => true);
    await attackAll(outsiders(), { own: ours, foreign: (type) => rowsOfType(theirs, type), leaks });
    expect(await digest()).toEqual(before);
  }, 240_000);

  it('takes as long as an unknown one', async () => {
    const far: string[] = [];
    const places = ids.places.filter(({ kind, path }) => kind === 'query' || path.length === 1).slice(0, 24);
    for (const place of places) {
      const type = ids.schema.idTypeAt(place.declared);
      const { OWNER } = world.ours.sessions;
      if (!ids.mayAsk(place, OWNER)) continue;
      const [row] = rowsOfType(world.theirs, type);
      const times: Record<'foreign' | 'unknown', number[]> = { foreign: [], unknown: [] };
      // Turn by turn, so that whatever else the machine does falls on both.
      for (let n = 0; n < 13; n += 1)
        for (const kind of ['foreign', 'unknown'] as const) {
          const id = toGlobalId(type, kind === 'foreign' ? row!.id : randomUUID());
          times[kind].push((await ask(world, OWNER, ids.operation(place, OWNER, world.ours, id))).ms);
        }
      const [foreign, unknown] = [medianOf(times.foreign), medianOf(times.unknown)];
      if (Math.abs(foreign - unknown) > Math.max(25, unknown)) far.push(`${place.name}: ${foreign} ms, ${unknown} ms`);
    }
    // A busy machine stretches now and then a median; a lookup that tells would stretch the same ones each time.
    expect(far.length).toBeLessThan(3);
  }, 60_000);
});

describe('a text of another workspace', () => {
  it('is told what a text is told that is nowhere, at every place where one comes in', async () => {
    const { superuser, theirs, ours } = world;
    const { rows } = await superuser.query<Record<'slug' | 'templateKey' | 'words', string>>(
      `select w.slug, t.key as "templateKey", c.name as words from workspace w
       join deliverable_template t on t.workspace_id = w.id join client c on c.workspace_id = w.id where w.id = $1 limit 1`,
      [theirs.workspaceId],
    );
    const known = { ...rows[0]!, email: `owner@${theirs.workspaceId}.example` };
    const { OWNER, SPONSOR } = ours.sessions;
    const results = [];
    for (const asker of [OWNER, SPONSOR]) results.push(await attackWithTexts(world, ids, asker, ours, known));
    expect(results.flatMap(({ faults }) => faults)).toEqual([]);
    expect(results[0]?.places).toBeGreaterThan(50);
    console.info(`${results.map(({ places }) => places).join(' and ')} places for texts`);
  }, 60_000);
});

function medianOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

describe('an id of another client of the same workspace', () => {
  it('answers as an unknown one does, to the people and tokens of a client', async () => {
    const { theirs } = world;
    const [, second] = theirs.clientIds;
    const before = await digestOfClients([second]);
    const { SPONSOR, VIEWER } = theirs.sessions;
    const tokens = theirs.tokens.filter(({ role }) => role === 'SPONSOR' || role === 'VIEWER');
    await attackAll([SPONSOR, VIEWER, ...tokens], {
      own: theirs,
      foreign: (type) => rowsOfType(theirs, type).filter(({ clientId }) => clientId === second),
      leaks: leaksOf(world, (clientId) => clientId === second),
    });
    expect(await digestOfClients([second])).toEqual(before);
  }, 120_000);

  it('answers as an unknown one does, to a practitioner who wears no hat there', async () => {
    const { theirs } = world;
    const before = await digestOfClients(theirs.clientIds);
    await attackAll([theirs.sessions.UNASSIGNED], {
      own: theirs,
      foreign: (type) => rowsOfType(theirs, type).filter(({ clientId }) => clientId !== null),
      leaks: leaksOf(world, (clientId) => clientId !== null),
    });
    expect(await digestOfClients(theirs.clientIds)).toEqual(before);
  }, 60_000);
});

describe('a field', () => {
  const read = async (askers: readonly Asker[], own: Place, isTheirs: (clientId: string | null) => boolean) => {
    const leaks = leaksOf(world, isTheirs);
    expect((await eachOf(askers, 4, (asker) => fields.read(asker, own, leaks))).flat()).toEqual([]);
  };

  it('is refused to who may not use it, each of them, as nobody and as each role', async () => {
    const { OWNER, PARTNER, PRACTITIONER, SPONSOR, VIEWER } = world.ours.sessions;
    const [nobody] = world.ours.ended;
    const askers = [nobody!, OWNER, PARTNER, PRACTITIONER, SPONSOR, VIEWER];
    const results = await eachOf(askers, 4, (asker) => fields.trespass(asker, world.ours));
    expect(results.flatMap(({ faults }) => faults)).toEqual([]);
    console.info(`${results.reduce((sum, { requests }) => sum + requests, 0)} fields or groups of them refused`);
  }, 120_000);

  it('shows nothing of another workspace', async () => {
    const { OWNER, PRACTITIONER, SPONSOR } = world.ours.sessions;
    await read([OWNER, PRACTITIONER, SPONSOR], world.ours, () => true);
  }, 120_000);

  it('shows a client nothing of another client', async () => {
    const [, second] = world.theirs.clientIds;
    const { SPONSOR, VIEWER } = world.theirs.sessions;
    await read([SPONSOR, VIEWER], world.theirs, (clientId) => clientId === second);
  }, 60_000);

  it('shows a practitioner nothing of an engagement in which they wear no hat', async () => {
    await read([world.theirs.sessions.UNASSIGNED], world.theirs, (clientId) => clientId !== null);
  }, 60_000);
});

describe('one’s own', () => {
  it('is found at every one of the places', async () => {
    const { OWNER, PARTNER, PRACTITIONER, SPONSOR, VIEWER } = world.theirs.sessions;
    const askers = [OWNER, SPONSOR, PRACTITIONER, PARTNER, VIEWER];
    expect(await ids.placesWithoutRow(world.theirs, askers)).toEqual([]);
  }, 120_000);

  it('is answered by every field', async () => {
    const { ours, theirs } = world;
    for (const own of [ours, theirs]) {
      const { OWNER, SPONSOR } = own.sessions;
      for (const asker of [OWNER, SPONSOR])
        await fields.read(
          asker,
          own,
          leaksOf(world, () => false),
        );
    }
    const { OWNER, SPONSOR, PRACTITIONER } = ours.sessions;
    for (const asker of [OWNER, SPONSOR, PRACTITIONER]) await fields.change(asker, ours);
    await fields.read(
      OWNER,
      ours,
      leaksOf(world, () => false),
    );
    const answered = new Set([...fields.answered, ...ids.answered]);
    const isLeftOut = (field: string) => field in NOT_ANSWERED || field.replace(/\..*/, '') in NOT_ANSWERED;
    expect(fields.fields.filter((field) => !answered.has(field) && !isLeftOut(field))).toEqual([]);
    console.info(`${answered.size} fields were answered`);
  }, 120_000);
});
