import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eachOf, LeakFinder } from './asking.js';
import { canaryOf, digestOf } from './canaries.js';
import { IdWalk, type Attack } from './walk.js';
import { makeWorld, rowsOfType, type Asker, type RowId, type World } from './world.js';

// Real: the API's process, PostgreSQL, sign-in, tokens. Walked is the published schema, so that a field, an argument or an
// input that is added is walked too: each place where an id comes in, by each kind of caller, with ids that are not
// theirs. What a row's owner is told of it comes last, and shows that there was something to find.

/** Places that the walk leaves out, and why. */
const NOT_WALKED: Record<string, string> = {};

let world: World;
let walk: IdWalk;

beforeAll(async () => {
  world = await makeWorld();
  walk = new IdWalk(world, Object.keys(NOT_WALKED));
}, 120_000);

afterAll(() => world?.close());

async function attackAll(askers: readonly Asker[], how: Attack): Promise<number> {
  const results = await eachOf(askers, 4, (asker) => walk.attack(asker, how));
  expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  return results.reduce((sum, { requests }) => sum + requests, 0);
}

/** Everything of theirs that may not be shown: canaries, long words and ids. */
function leaksOf(isTheirs: (clientId: string | null) => boolean): LeakFinder {
  const { theirs, canaries } = world;
  const words = [
    ...[...theirs.clientIds, null].filter(isTheirs).map((id) => canaryOf(theirs.workspaceId, id)),
    ...[...canaries.words].filter(([, clientId]) => isTheirs(clientId)).map(([word]) => word),
  ];
  const rows: RowId[] = [...theirs.rows.values()].flat();
  return new LeakFinder(
    words,
    rows.filter(({ clientId }) => isTheirs(clientId)).map(({ id }) => id),
  );
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
  it('answers as an unknown one does, to everybody, and shows and changes nothing', async () => {
    const { superuser, tables, theirs, ours } = world;
    const digest = () => digestOf(superuser, tables, () => `workspace_id = '${theirs.workspaceId}'`);
    const before = await digest();
    const { UNASSIGNED: _same, OTHER_SPONSOR: _other, ...sessions } = ours.sessions;
    const askers = [...Object.values(sessions), ...ours.tokens, ...ours.ended];
    const leaks = leaksOf(() => true);
    const requests = await attackAll(askers, { own: ours, foreign: (type) => rowsOfType(theirs, type), leaks });
    expect(await digest()).toEqual(before);
    expect(requests).toBeGreaterThan(walk.places.length * askers.length * 2 - 1);
    console.info(`${walk.places.length} places, ${askers.length} callers of another workspace, ${requests} requests`);
  }, 240_000);
});

describe('an id of another client of the same workspace', () => {
  it('answers as an unknown one does, to the people and tokens of a client', async () => {
    const { theirs } = world;
    const [, second] = theirs.clientIds;
    const before = await digestOfClients([second]);
    const { SPONSOR, VIEWER } = theirs.sessions;
    const askers = [SPONSOR, VIEWER, ...theirs.tokens.filter(({ role }) => role === 'SPONSOR' || role === 'VIEWER')];
    const requests = await attackAll(askers, {
      own: theirs,
      foreign: (type) => rowsOfType(theirs, type).filter(({ clientId }) => clientId === second),
      leaks: leaksOf((clientId) => clientId === second),
    });
    expect(await digestOfClients([second])).toEqual(before);
    console.info(`${askers.length} callers of another client, ${requests} requests`);
  }, 120_000);

  it('answers as an unknown one does, to a practitioner who wears no hat there', async () => {
    const { theirs } = world;
    const before = await digestOfClients(theirs.clientIds);
    const requests = await attackAll([theirs.sessions.UNASSIGNED], {
      own: theirs,
      foreign: (type) => rowsOfType(theirs, type).filter(({ clientId }) => clientId !== null),
      leaks: leaksOf((clientId) => clientId !== null),
    });
    expect(await digestOfClients(theirs.clientIds)).toEqual(before);
    console.info(`a practitioner without a hat, ${requests} requests`);
  }, 60_000);
});

describe('an id of one’s own', () => {
  it('is found at every one of the places', async () => {
    const { OWNER, PARTNER, PRACTITIONER, SPONSOR, VIEWER } = world.theirs.sessions;
    const askers = [OWNER, SPONSOR, PRACTITIONER, PARTNER, VIEWER];
    expect(await walk.placesWithoutRow(world.theirs, askers)).toEqual([]);
  }, 120_000);
});
