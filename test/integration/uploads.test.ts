import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FILE_LIMIT } from '@bicorne/domain';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codesOf, startApi, type TestApi } from '../support/api-server.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';
import { change, draftEngagement, send, type DraftedEngagement } from '../support/drafted-engagement.js';
import { fileForm, PNG, postFile, REGISTRY } from '../support/uploads.js';

// Real: the API's process, its storage on disk, PostgreSQL with the row policies.

let database: TestDatabase;
let api: TestApi;
let engagement: DraftedEngagement;
let dataDir: string;

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'bicorne-uploads-'));
  api = await startApi(database.url, { BICORNE_DATA_DIR: dataDir });
  engagement = await draftEngagement(api);
});

afterAll(async () => {
  await api?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function post(form: FormData, headers: Record<string, string>) {
  return postFile(api, form, headers);
}

function formOf(bytes: Uint8Array, name: string, engagementId = engagement.engagementId): FormData {
  return fileForm(bytes, name, engagementId);
}

function upload(bytes: Uint8Array, name: string, token = engagement.owner) {
  return post(formOf(bytes, name), { authorization: `Bearer ${token}` });
}

function download(id: string, token: string): Promise<Response> {
  return fetch(`${api.url}/files/${id}`, { headers: { authorization: `Bearer ${token}` } });
}

/** A part with the engagement, and one with a file of five bytes. */
const parts = (): string =>
  `--b\r\ncontent-disposition: form-data; name="engagementId"\r\n\r\n${engagement.engagementId}\r\n` +
  '--b\r\ncontent-disposition: form-data; name="file"; filename="a.md"\r\n\r\n# A\n\n';

/** More text than the parser takes at once, under a header with a letter that none has. */
const BROKEN_HEAD = `--b\r\nc\u007fontent-disposition: form-data; name="file"\r\n\r\n${'a'.repeat(40_000)}\r\n--b--\r\n`;

describe('a form', () => {
  it.each([
    ['whose file does not end', 'multipart/form-data; boundary=b', parts],
    ['that does not end', 'multipart/form-data; boundary=b', () => parts().slice(0, 60)],
    ['without a border', 'multipart/form-data', parts],
    ['with an empty border', 'multipart/form-data; boundary=', parts],
    ['of nothing', 'multipart/form-data; boundary=b', () => ''],
    ['at whose broken head the parser stops', 'multipart/form-data; boundary=b', () => BROKEN_HEAD],
  ])('%s is refused in words of ours', async (_what, type, body) => {
    const headers = { authorization: `Bearer ${engagement.owner}`, 'content-type': type };
    const response = await fetch(`${api.url}/files`, { method: 'POST', headers, body: body() });
    expect(response.status).toBe(400);
    expect(codesOf((await response.json()) as { errors: [] })).toEqual(['BAD_USER_INPUT']);
  });
});

describe('an upload', () => {
  it('is kept under its hash, by the type that its bytes show and a name without folders', async () => {
    const { status, body } = await upload(PNG, '../../etc/chart.html');
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        id: expect.any(String),
        name: 'chart.html',
        mediaType: 'image/png',
        size: PNG.length,
        sha256: createHash('sha256').update(PNG).digest('hex'),
      },
    });
  });

  it('comes back byte by byte, to be saved and never shown', async () => {
    const { body } = await upload(Buffer.from(REGISTRY), 'Modëll "registry".md');
    expect(body).toMatchObject({ mediaType: 'text/markdown' });
    const response = await download(body.id, engagement.owner);
    const head = await fetch(response.url, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${engagement.owner}` },
    });
    expect(head.status).toBe(404);
    expect(await response.text()).toBe(REGISTRY);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/markdown',
      'content-length': String(Buffer.byteLength(REGISTRY)),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `attachment; filename="Mod_ll _registry_.md"; filename*=UTF-8''Mod%C3%ABll%20_registry_.md`,
    });
  });

  it.each([
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 415, 'UNSUPPORTED_TYPE'],
    ['bytes that are nothing', Buffer.from([0, 1, 2, 255]), 415, 'UNSUPPORTED_TYPE'],
    [
      'a page with a script in it, in the name of a picture',
      Buffer.from('<?xml version="1.0"?><svg/>'),
      415,
      'UNSUPPORTED_TYPE',
    ],
    ['nothing', Buffer.alloc(0), 400, 'EMPTY'],
    ['more than is taken', Buffer.alloc(FILE_LIMIT + 1, 'a'), 413, 'TOO_LARGE'],
  ])('of %s is refused', async (_, bytes, status, reason) => {
    const refused = await upload(bytes, 'picture.png');
    expect({ status: refused.status, extensions: refused.body.errors?.[0]?.extensions }).toEqual({
      status,
      extensions: { code: 'BAD_USER_INPUT', reason, field: 'file' },
    });
  });

  it('of exactly as much as is taken is kept', async () => {
    expect((await upload(Buffer.alloc(FILE_LIMIT, 'a'), 'long.txt')).status).toBe(201);
  });

  it('needs its engagement first, one that the caller sees', async () => {
    const form = new FormData();
    form.append('file', new Blob(['a']), 'a.txt');
    form.append('engagementId', engagement.engagementId);
    const authorization = `Bearer ${engagement.owner}`;
    expect((await post(form, { authorization })).status).toBe(400);
    const stranger = await draftEngagement(api);
    const foreign = await post(formOf(PNG, 'a.png', stranger.engagementId), { authorization });
    expect([foreign.status, foreign.body.errors?.[0]?.extensions.code]).toEqual([404, 'NOT_FOUND']);
    expect((await post(formOf(PNG, 'a.png', 'nonsense'), { authorization })).status).toBe(404);
  });

  it('is for members who may write, from pages of ours', async () => {
    const { owner, sponsor, workspace } = engagement;
    const reader = await api.makeToken(workspace, 'OWNER', { scopes: ['READ'] });
    const cookie = await api.signIn(workspace.ownerEmail);
    const statuses = [
      (await post(formOf(PNG, 'a.png'), {})).status,
      (await upload(PNG, 'a.png', sponsor)).status,
      (await upload(PNG, 'a.png', reader)).status,
      (await post(formOf(PNG, 'a.png'), { cookie, origin: 'https://evil.example' })).status,
      (await post(formOf(PNG, 'a.png'), { cookie })).status,
      (
        await fetch(`${api.url}/files`, {
          method: 'POST',
          headers: { authorization: `Bearer ${owner}`, 'content-type': 'application/json' },
          body: '{}',
        })
      ).status,
    ];
    expect(statuses).toEqual([401, 403, 403, 403, 201, 415]);
  });

  it('is nobody else’s to have', async () => {
    const { body } = await upload(PNG, 'mine.png');
    const stranger = await draftEngagement(api);
    expect((await download(body.id, stranger.owner)).status).toBe(404);
    expect((await download('nonsense', engagement.owner)).status).toBe(404);
    expect((await fetch(`${api.url}/files/${body.id}`)).status).toBe(401);
  });
});

describe('an upload that breaks off', () => {
  const incoming = async (): Promise<number> => (await readdir(join(dataDir, 'files/incoming')).catch(() => [])).length;

  it('leaves nothing behind, and is nothing that went wrong here', async () => {
    const { hostname, port } = new URL(api.url);
    const before = await incoming();
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(
      `POST /files HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${engagement.owner}\r\n` +
        'content-type: multipart/form-data; boundary=border\r\ncontent-length: 5000000\r\n\r\n' +
        `--border\r\ncontent-disposition: form-data; name="engagementId"\r\n\r\n${engagement.engagementId}\r\n` +
        '--border\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n',
    );
    socket.write('a'.repeat(1_000_000));
    await until('the file comes', async () => (await incoming()) > before);
    socket.destroy();
    await until('it is gone again', async () => (await incoming()) === before);
    // The process has dealt with it by the time that it has answered another.
    expect((await upload(PNG, 'a.png')).status).toBe(201);
    expect(api.log()).not.toContain('"level":50');
  });
});

describe('a file as evidence', () => {
  const EVIDENCE =
    'revision { id evidence { kind file { name sha256 url } } assessment { sections { heading evidence } } }';
  interface Saved {
    revision: {
      id: string;
      evidence: { kind: string; file: { url: string } }[];
      assessment: { sections: { heading: string; evidence: number | null }[] };
    } | null;
  }
  const evidenceIn = ({ revision }: Saved): number | null | undefined =>
    revision?.assessment.sections.find(({ heading }) => heading === 'Evaluation')?.evidence;

  function save(key: string, evidence: object[], markdown = REGISTRY) {
    const input = { deliverableId: engagement.deliverables.get(key), markdown, evidence };
    return send<Saved>(api, engagement.owner, 'SaveRevision', EVIDENCE, input);
  }

  it('counts, and reaches the client with what was submitted', async () => {
    const { body } = await upload(Buffer.from('a,b\n1,2\n'), 'run.csv');
    const saved = await save('model-registry', [{ section: 'Evaluation', kind: 'FILE', fileId: body.id }]);
    expect(saved).toMatchObject({
      userErrors: [],
      revision: {
        evidence: [{ kind: 'FILE', file: { name: 'run.csv', sha256: body.sha256, url: `/files/${body.id}` } }],
      },
    });
    expect(evidenceIn(saved)).toBe(0.7);
    expect((await download(body.id, engagement.sponsor)).status).toBe(404);
    const deliverableId = engagement.deliverables.get('model-registry');
    await change(api, engagement.owner, 'SubmitDeliverable', 'deliverable { state }', { deliverableId });
    expect((await download(body.id, engagement.sponsor)).status).toBe(200);
  });

  it('is all that the client learns of files: not what a text was taken from', async () => {
    const ask = (fields: string) =>
      api.ask<{ deliverable: { latestRevision: object } }>(
        `query ($id: ID!) { deliverable(id: $id) { latestRevision { ${fields} } } }`,
        { id: engagement.deliverables.get('model-registry') },
        engagement.sponsor,
      );
    expect(codesOf(await ask('file { name }'))).toEqual(['FORBIDDEN']);
    expect((await ask('evidence { file { name } }')).data?.deliverable.latestRevision).toEqual({
      evidence: [{ file: { name: 'run.csv' } }],
    });
  });

  it('counts once an engagement, for the deliverable that had it first', async () => {
    const again = await upload(Buffer.from('a,b\n1,2\n'), 'the same.csv');
    const evidence = [{ section: 'Evaluation', kind: 'FILE', fileId: again.body.id }];
    const text =
      '# Output monitoring\n\n## What is watched\n\nDrift of claims-triage, each night at 02:00 by Ada Moreno.\n';
    const other = await save('output-monitoring', [{ ...evidence[0], section: 'What is watched' }], text);
    expect(
      other.revision?.assessment.sections.map((section) => section.evidence).filter((share) => (share ?? 0) > 0),
    ).toEqual([]);
    // The first one saved anew: it keeps what it had.
    expect(evidenceIn(await save('model-registry', evidence))).toBe(0.7);
  });

  it('is refused where the file is of another engagement, or none', async () => {
    const stranger = await draftEngagement(api, { in: engagement.workspace, clientName: 'Pellworm' });
    const form = formOf(PNG, 'a.png', stranger.engagementId);
    const { body } = await post(form, { authorization: `Bearer ${stranger.owner}` });
    expect(await save('model-registry', [{ section: 'Evaluation', kind: 'FILE', fileId: body.id }])).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', field: 'evidence.0.fileId' }],
    });
    expect(await save('model-registry', [{ section: 'Evaluation', kind: 'FILE' }])).toMatchObject({
      userErrors: [{ code: 'REQUIRED', field: 'evidence.0.fileId' }],
    });
  });
});

describe('a part without a file name', () => {
  it('is refused with what would be right', async () => {
    const border = 'border';
    const engagementPart = `--${border}\r\ncontent-disposition: form-data; name="engagementId"\r\n\r\n${engagement.engagementId}\r\n`;
    const filePart = `--${border}\r\ncontent-disposition: form-data; name="file"\r\ncontent-type: application/octet-stream\r\n\r\nabc\r\n--${border}--\r\n`;
    const response = await fetch(`${api.url}/files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${engagement.owner}`,
        'content-type': `multipart/form-data; boundary=${border}`,
      },
      body: engagementPart + filePart,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('file');
  });
});
