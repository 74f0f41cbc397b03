import { newLinkSecret } from '@bicorne/identity';
import { unsubscribeUrl } from '@bicorne/notifications';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { API_SECRET, startApi, type TestApi } from '../support/api-server.js';
import { Consultancy, day } from '../support/consultancy.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

// Real: the API as a process and what its addresses answer to a calendar and to a mail program. Written by the test: who
// they belong to, for that takes a session.

let database: TestDatabase;
let api: TestApi;
let ours: Consultancy;
let superuser: pg.Client;
let workspaceId: string;
let memberId: string;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database.url);
  ours = await Consultancy.open(api);
  superuser = new pg.Client({ connectionString: database.url, options: '-c search_path=bicorne' });
  await superuser.connect();
  const { rows } = await superuser.query<{ workspace_id: string; id: string }>(
    "select workspace_id, id from member where name like 'Ada%' limit 1",
  );
  [workspaceId = '', memberId = ''] = [rows[0]?.workspace_id, rows[0]?.id];
});

afterAll(async () => {
  await superuser?.end();
  await api?.close();
  await database?.drop();
});

describe('the address of a calendar', () => {
  it('gives due dates until it is revoked, and says when nothing has changed', async () => {
    await ours.engagement(day(-10), 'CTO_AND_CAIO');
    const { secret, hash } = newLinkSecret(workspaceId);
    await superuser.query(
      'insert into calendar_address (workspace_id, member_id, hash, created_at) values ($1, $2, $3, now())',
      [workspaceId, memberId, hash],
    );
    const url = `${api.url}/calendar/${secret}.ics`;
    const first = await fetch(url);
    const text = await first.text();
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('x-robots-tag')).toContain('noindex');
    expect(text).toContain('BEGIN:VCALENDAR');
    expect(text.match(/BEGIN:VEVENT/g)?.length).toBe(14);
    expect(text).toMatch(/DTSTART;VALUE=DATE:\d{8}/);
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);

    await superuser.query('delete from calendar_address');
    for (const gone of [secret, newLinkSecret(workspaceId).secret, newLinkSecret(randomUUID()).secret, 'x', '%00', ''])
      expect((await fetch(`${api.url}/calendar/${gone}.ics`)).status).toBe(404);
  });
});

describe('the address that stops emails', () => {
  it('takes email out of what its person chose, by a POST alone and any number of times', async () => {
    const url = unsubscribeUrl(api.url, API_SECRET, {
      workspaceId,
      recipient: { kind: 'MEMBER', id: memberId },
    });
    const channels = async (): Promise<string[] | undefined> => {
      const { rows } = await superuser.query<{ channels: string[] }>(
        'select channels from notice_preference where recipient_id = $1',
        [memberId],
      );
      return rows[0]?.channels;
    };
    await fetch(url);
    expect(await channels()).toBeUndefined();
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    for (let time = 0; time < 2; time++) {
      const stopped = await fetch(url, { ...form, body: 'List-Unsubscribe=One-Click' });
      expect(stopped.status).toBe(200);
      expect(await channels()).toEqual([]);
    }
    for (const wrong of ['x', 'A'.repeat(78), '%00'])
      expect((await fetch(`${api.url}/unsubscribe/${wrong}`, { ...form, body: '' })).status).toBe(404);
  });

  it.each([
    ['a type that is none', { headers: { 'content-type': '/' }, body: 'x' }, 415],
    ['a body that is no mail program’s', { body: 'x'.repeat(2_000) }, 413],
  ])('refuses %s in words of ours', async (_what, sent, status) => {
    const answer = await fetch(`${api.url}/unsubscribe/x`, { method: 'POST', ...sent });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
