import { eraseClient, eraseWorkspace } from '@bicorne/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { columnsWith, fingerprintOf, plantWord } from '../support/canaries.js';
import { at, TEST_DATA_DIR } from '../support/factories.js';
import { placeOfBytes } from '../support/kept-bytes.js';
import { BYTES, hashOf, TwoPractices } from '../support/two-practices.js';

// Real: PostgreSQL with its policies and triggers, storage on disk. Words are planted beneath the policies, in every column
// that the catalogue has; sign-ins are rows of its tables.

const NOW = at('2026-04-01T10:00');
const WORDS = {
  first: 'canary-first',
  second: 'canary-second',
  workspace: 'canary-workspace',
  people: 'canary-people',
};
/** Who, what and when: kept as they were. */
const KEPT = `select id, at, actor_kind, actor_id, verb, noun, subject_id, client_id, engagement_id
  from audit_entry where workspace_id = $1 order by id`;

let two: TwoPractices;
let planted: Record<keyof typeof WORDS, string[]>;

beforeAll(async () => {
  two = await TwoPractices.open();
  const { beneath, practice, clients } = two;
  const { workspaceId } = practice;
  const of = (word: string, clientId: string | null) =>
    plantWord(beneath, word, (table, columns, column) => {
      if (!columns.includes('workspace_id')) return null;
      const conditions = [`workspace_id = '${workspaceId}'`];
      if (clientId !== null && table === 'client') conditions.push(`id = '${clientId}'`);
      else if (columns.includes('client_id'))
        conditions.push(clientId === null ? 'client_id is null' : `client_id = '${clientId}'`);
      else if (clientId !== null || table === 'client') return null;
      // The message of both stays what it is: it is looked into. What a member did about a client stays theirs.
      if (table === 'delivery') conditions.push("event <> 'notices'");
      if (clientId !== null && table === 'audit_entry' && ['actor_name', 'address', 'agent'].includes(column))
        conditions.push("actor_kind <> 'MEMBER'");
      return conditions.join(' and ');
    });
  const contacts = `select user_id from client_contact where client_id = '${clients[0].clientId}' and user_id <> 'of-both'`;
  planted = {
    first: await of(WORDS.first, clients[0].clientId),
    second: await of(WORDS.second, clients[1].clientId),
    workspace: await of(WORDS.workspace, null),
    people: await plantWord(beneath, WORDS.people, (table) => {
      if (table === 'auth."user"') return `id in (${contacts})`;
      if (table === 'auth.session' || table === 'auth.account') return `"userId" in (${contacts})`;
      return null;
    }),
  };
});

afterAll(() => two?.close());

const owner = () => two.practice.acting(two.practice.owner, NOW);
const nameOf = async (table: string, id: string) =>
  (await two.beneath.query<{ name: string }>(`select name from ${table} where id = $1`, [id])).rows[0]?.name ?? '';
const isKept = (text: string, workspaceId = two.practice.workspaceId) =>
  existsSync(placeOfBytes(TEST_DATA_DIR, workspaceId, hashOf(text)));
const trail = async () => (await two.beneath.query(KEPT, [two.practice.workspaceId])).rows as unknown[];

describe('the words that are planted', () => {
  it('stand in every text of a client, of the workspace and of its people', () => {
    expect(planted.first.length).toBeGreaterThan(70);
    expect(planted.second).toEqual(planted.first);
    expect(planted.workspace).toEqual(
      expect.arrayContaining(['member.name', 'member.email', 'deliverable_template.markdown', 'audit_entry.address']),
    );
    expect(planted.first).toEqual(
      expect.arrayContaining([
        'client.name',
        'client_contact.email',
        'revision.markdown',
        'audit_entry.before',
        'notice.payload',
      ]),
    );
  });
});

describe('erasure of a client', () => {
  it.each(['', 'Noordlicht Energie', 'canary-first'])('asks for its name as it is, not %j', async (confirmation) => {
    const before = await fingerprintOf(two.beneath, two.practice.workspaceId);
    const [{ clientId }] = two.clients;
    expect(await eraseClient(owner(), { clientId, confirmation })).toMatchObject({
      ok: false,
      refusals: [{ code: 'NOT_CONFIRMED', field: 'confirmation' }],
    });
    expect(await fingerprintOf(two.beneath, two.practice.workspaceId)).toEqual(before);
  });

  it('is not for another workspace', async () => {
    const context = two.neighbour.acting(two.neighbour.owner, NOW);
    const [{ clientId }] = two.clients;
    const confirmation = await nameOf('client', clientId);
    await expect(eraseClient(context, { clientId, confirmation })).rejects.toThrow('There is no such');
  });

  it('leaves nothing of it, in no column, and everything of others', async () => {
    const { beneath, clients, neighbour } = two;
    const [{ clientId }, { clientId: other }] = clients;
    const [others, next, entries] = [
      await columnsWith(beneath, WORDS.second),
      await fingerprintOf(beneath, neighbour.workspaceId),
      await trail(),
    ];
    const name = await nameOf('client', clientId);
    expect(await eraseClient(owner(), { clientId, confirmation: ` ${name} ` })).toEqual({ ok: true, value: clientId });

    expect(await columnsWith(beneath, WORDS.first)).toEqual([]);
    expect(await columnsWith(beneath, WORDS.people)).toEqual([]);
    expect(await columnsWith(beneath, `Name of ${clientId}`)).toEqual([]);
    expect(await columnsWith(beneath, `Name of ${other}`)).toEqual(['delivery.payload']);
    expect(await columnsWith(beneath, WORDS.second)).toEqual(others);
    expect(await fingerprintOf(beneath, neighbour.workspaceId)).toEqual(next);
    expect([isKept(BYTES.first), isKept(BYTES.second), isKept(BYTES.both)]).toEqual([false, true, true]);
    expect((await trail()).slice(0, entries.length)).toEqual(entries);
  });

  it('is in the trail, by whom, without what was erased', async () => {
    const { rows } = await two.beneath.query(
      `select actor_kind, actor_id, actor_name, verb, label, before ->> 'name' as name
       from audit_entry where noun = 'CLIENT' and verb = 'REMOVED'`,
    );
    const { memberId, name } = two.practice.owner;
    expect(rows).toEqual([
      { actor_kind: 'MEMBER', actor_id: memberId, actor_name: name, verb: 'REMOVED', label: null, name: 'erased' },
    ]);
  });

  it('takes the sign-in of who has no other place, and of nobody else', async () => {
    const { rows } = await two.beneath.query<{ id: string }>(
      `select u.id from auth."user" u
       where not exists (select from member m where m.user_id = u.id)
         and not exists (select from client_contact c where c.user_id = u.id)`,
    );
    expect(rows).toEqual([]);
    expect(await nameOf('auth."user"', 'of-both')).toBe('Carla Reyes');
  });
});

describe('erasure of a workspace', () => {
  it('is not for a token', async () => {
    const token = { ...two.practice.owner, kind: 'token' as const };
    const confirmation = await nameOf('workspace', two.practice.workspaceId);
    expect(await eraseWorkspace(two.practice.acting(token, NOW), { confirmation })).toMatchObject({
      ok: false,
      refusals: [{ code: 'NOT_BY_TOKEN' }],
    });
  });

  it('leaves nothing but an empty row and the trail without people', async () => {
    const { beneath, practice, neighbour } = two;
    const { workspaceId } = practice;
    const [next, entries] = [await fingerprintOf(beneath, neighbour.workspaceId), await trail()];
    const confirmation = await nameOf('workspace', workspaceId);
    expect(await eraseWorkspace(owner(), { confirmation })).toEqual({ ok: true, value: workspaceId });

    for (const word of Object.values(WORDS)) expect([word, await columnsWith(beneath, word)]).toEqual([word, []]);
    // Nor what the fixtures called people and things before words were planted.
    const { rows: named } = await beneath.query<{ text: string }>(
      'select string_agg(a::text, chr(10)) as text from audit_entry a where workspace_id = $1',
      [workspaceId],
    );
    for (const name of ['Olive', 'Ada Moreno', 'Ben Okafor', 'Carla', 'Noordlicht', 'halyard.example'])
      expect(named[0]?.text).not.toContain(name);
    expect(await fingerprintOf(beneath, neighbour.workspaceId)).toEqual(next);
    expect((await trail()).slice(0, entries.length)).toEqual(entries);
    const left = await fingerprintOf(beneath, workspaceId);
    expect(Object.entries(left).filter(([, hash]) => !hash.startsWith('0 '))).toEqual([
      ['audit_entry', expect.anything()],
    ]);
    expect(Object.values(BYTES).map((text) => isKept(text))).toEqual([false, false, false]);
    expect(isKept(BYTES.both, neighbour.workspaceId)).toBe(true);
    const { rows } = await beneath.query(
      'select name, slug, erased_at is not null as erased from workspace where id = $1',
      [workspaceId],
    );
    expect(rows).toEqual([{ name: 'Erased', slug: `erased-${workspaceId}`, erased: true }]);
  });

  it('keeps the trail closed to the request role', async () => {
    const forget = two.practice.query("update audit_entry set label = 'x'");
    await expect(forget).rejects.toThrow('permission denied');
    // The setting that the function uses opens nothing by itself.
    const open = two.practice.query("select set_config('app.forgetting', 'on', true)");
    await open;
    await expect(two.practice.query('delete from audit_entry')).rejects.toThrow('permission denied');
  });
});
