import {
  acknowledgeDueDateMove,
  calendarAddress,
  moveDueDate,
  openCalendar,
  renewCalendarAddress,
  revokeCalendarAddress,
  type PublicContext,
} from '@bicorne/application';
import type { Caller } from '@bicorne/identity';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { at, must, Practice, testServices, type StartedEngagement } from '../support/factories.js';

// Real: PostgreSQL with its policies, the use cases. Left out: HTTP, which addresses.test.ts has.

const NOW = at('2026-03-10T10:00');

let server: TestDatabase;
let database: DataSource;
let practice: Practice;
let both: StartedEngagement;
let ctoAlone: StartedEngagement;

beforeAll(async () => {
  server = await testDatabase();
  database = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
  practice = await Practice.open(new WorkspaceTransaction(database), await testServices());
  both = await practice.engagement();
  ctoAlone = await practice.engagement({ shape: 'FRACTIONAL_CTO' });
});

afterAll(async () => {
  await database?.destroy();
  await server?.drop();
});

/** Renews the address of somebody's calendar. @returns its secret */
async function secretOf(caller: Caller): Promise<string> {
  const { url } = await must(renewCalendarAddress(practice.acting(caller, NOW)));
  const secret = /^http.*\/calendar\/([\w-]+)\.ics$/.exec(url)?.[1];
  if (secret === undefined) throw new Error(`No address of a calendar: ${url}`);
  return secret;
}

function open(secret: string, moment = NOW): Promise<string | null> {
  const { transaction, services } = practice.acting(practice.owner, moment);
  const context: PublicContext = { transaction, services, now: () => moment, origin: null };
  return openCalendar(context, secret);
}

/** The deliverables in a calendar, each as its lines. */
function entriesOf(calendar: string | null): Map<string, string[]> {
  const lines = (calendar ?? '').replaceAll('\r\n ', '').split('BEGIN:VEVENT').slice(1);
  return new Map(
    lines.map((entry) => [/UID:deliverable-([\w-]+)@/.exec(entry)?.[1] ?? '', entry.trim().split('\r\n')]),
  );
}

const ids = (...engagements: StartedEngagement[]): string[] =>
  engagements.flatMap(({ deliverables }) => [...deliverables.values()]).sort();

async function seenBy(caller: Caller): Promise<string[]> {
  return [...entriesOf(await open(await secretOf(caller))).keys()].sort();
}

describe('a calendar has what its person may see', () => {
  it('of an owner: everything', async () => {
    expect(await seenBy(practice.owner)).toEqual(ids(both, ctoAlone));
  });

  it('of a practitioner: the engagements in which they wear a hat', async () => {
    expect(await seenBy(practice.cto)).toEqual(ids(both, ctoAlone));
    expect(await seenBy(practice.caio)).toEqual(ids(both));
  });

  it('of a client contact: their client alone', async () => {
    expect(await seenBy(both.sponsor)).toEqual(ids(both));
    expect(await seenBy(ctoAlone.sponsor)).toEqual(ids(ctoAlone));
  });

  it('with the rights of today, not of the day on which the address was made', async () => {
    const secret = await secretOf(practice.cto);
    await practice.query("update member set role = 'OWNER' where id = $1", [practice.caio.memberId]);
    const caio = await secretOf(practice.caio);
    expect(entriesOf(await open(caio)).size).toBe(ids(both, ctoAlone).length);
    await practice.query("update member set role = 'PRACTITIONER' where id = $1", [practice.caio.memberId]);
    expect(entriesOf(await open(caio)).size).toBe(ids(both).length);
    expect(entriesOf(await open(secret)).size).toBe(ids(both, ctoAlone).length);
  });
});

describe('an entry of a calendar', () => {
  it('keeps its UID when the date moves, and tells it by its sequence once a sponsor has acknowledged it', async () => {
    const id = both.deliverables.get('roadmap') ?? '';
    const secret = await secretOf(practice.owner);
    const before = await open(secret);
    expect(entriesOf(before).get(id)).toContain('SEQUENCE:0');
    expect(await open(secret)).toBe(before);

    const moved = practice.acting(practice.cto, at('2026-03-11T09:00'));
    await must(moveDueDate(moved, { deliverableId: id, dueOn: '2026-05-25', reason: 'Easter.' }));
    expect(await open(secret)).toBe(before);
    await must(acknowledgeDueDateMove(practice.acting(both.sponsor, at('2026-03-12T09:00')), { deliverableId: id }));
    const entry = entriesOf(await open(secret)).get(id);
    expect(entry).toContain('SEQUENCE:1');
    expect(entry).toContain('DTSTART;VALUE=DATE:20260525');
    expect(entry?.find((line) => line.startsWith('LAST-MODIFIED:'))).toMatch(/^LAST-MODIFIED:20260312T\d{6}Z$/);
    expect(entry?.find((line) => line.startsWith('SUMMARY:'))).toMatch(/^SUMMARY:CTO: .+ – Noordlicht Energie$/);
  });

  it('leaves a year after its day', async () => {
    const secret = await secretOf(practice.owner);
    expect(entriesOf(await open(secret, at('2028-01-01T00:00'))).size).toBe(0);
  });
});

describe('the address of a calendar', () => {
  it('is another one after it is renewed, and none after it is revoked', async () => {
    const acting = practice.acting(practice.owner, NOW);
    const first = await secretOf(practice.owner);
    const second = await secretOf(practice.owner);
    expect(await open(first)).toBeNull();
    expect(await open(second)).not.toBeNull();
    expect(await calendarAddress(acting)).toMatchObject({ createdAt: NOW });
    const others = await secretOf(practice.cto);
    for (let time = 0; time < 2; time += 1) await must(revokeCalendarAddress(acting));
    expect(await open(second)).toBeNull();
    expect(await calendarAddress(acting)).toBeNull();
    expect(await open(others)).not.toBeNull();
  });

  it('is renewed by two at once without an error, and one of them opens it', async () => {
    const secrets = await Promise.all([secretOf(practice.caio), secretOf(practice.caio)]);
    const opened = await Promise.all(secrets.map((secret) => open(secret)));
    expect(opened.filter((calendar) => calendar !== null)).toHaveLength(1);
  });

  it('ends with its person', async () => {
    const secret = await secretOf(ctoAlone.sponsor);
    expect(await open(secret)).not.toBeNull();
    await practice.query('delete from client_contact where id = $1', [ctoAlone.sponsor.clientContactId]);
    expect(await open(secret)).toBeNull();
  });

  it('is none for a token, which stands for no person', async () => {
    const token = { ...practice.owner, kind: 'token' as const, memberId: null, userId: null, tokenId: 't' };
    expect(await renewCalendarAddress(practice.acting(token, NOW))).toMatchObject({
      ok: false,
      refusals: [{ code: 'NO_PERSON' }],
    });
  });

  it('is kept as a hash alone', async () => {
    const secret = await secretOf(practice.owner);
    const kept = await practice.query<{ row: string }>('select a::text as row from calendar_address a');
    for (const { row } of kept) expect(row).not.toContain(secret);
  });
});
