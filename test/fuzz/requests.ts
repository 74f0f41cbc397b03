import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { BOMBS, FILES } from './bombs.js';
import { postedOperation } from './operations.js';
import { json, once, pick, text, type Draw, type Known } from './values.js';

/** One request, whole: what is printed of it sends it again. */
export interface Sent {
  /** Who it comes from; the world has their headers. */
  as: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** In base64, for not all of it is text. */
  body: string;
  /** Written to the socket as it is, head and all, in base64; the rest is then left out. */
  raw?: string;
}

export interface World extends Known {
  schema: GraphQLSchema;
  /** Names of the kinds of callers. */
  callers: readonly string[];
  engagementId: string;
  slug: string;
}

const TYPES = [
  'text/plain',
  'application/graphql',
  'application/json; charset=utf-16',
  'application/json;;;',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'application/json, text/html',
  '/',
  '',
];

/** One request that follows from what is drawn. */
export function requestOf(draw: Draw, world: World): Sent {
  const as = pick(draw, world.callers);
  switch (draw(fc.nat, { max: 39 })) {
    case 0:
    case 1:
    case 2:
      return upload(draw, world, as);
    case 3:
    case 4:
      return { as, method: 'GET', path: path(draw, world), headers: oddHeaders(draw, world), body: '' };
    case 5:
      return odd(draw, world, as);
    case 6:
      return raw(draw, as);
    case 7:
      return once(draw, 4) ? signIn(draw, world, as) : odd(draw, world, as);
    case 8:
      return stream(draw, world, as);
    default:
      return operation(draw, world, as);
  }
}

function operation(draw: Draw, world: World, as: string): Sent {
  const body = Buffer.from(postedOperation(draw, world.schema, world, once(draw, 20)));
  const packed = once(draw, 60) ? pick(draw, Object.keys(BOMBS)) : null;
  const headers: Record<string, string> = {
    'content-type': once(draw, 40) ? pick(draw, TYPES) : 'application/json',
    ...(once(draw, 20) ? oddHeaders(draw, world) : {}),
    ...(packed && { 'content-encoding': packed }),
    ...(once(draw, 8) && {
      'idempotency-key': pick(draw, ['k', 'k2', 'x'.repeat(255), 'x'.repeat(256), ' ', 'é', text(draw, world)]),
    }),
  };
  const sent = packed ? (BOMBS[packed] ?? body) : once(draw, 60) ? broken(draw, body) : body;
  return { as, method: 'POST', path: '/graphql', headers: printable(headers), body: sent.toString('base64') };
}

function stream(draw: Draw, world: World, as: string): Sent {
  const body = Buffer.from(postedOperation(draw, world.schema, world, true));
  const headers = {
    'content-type': 'application/json',
    // Without it nothing is streamed: a stream that stands would end this one's turn only at its time limit.
    accept: pick(draw, ['application/json', '*/*', 'text/html', 'text/event-streams']),
    ...(once(draw, 3) && { 'x-graphql-event-stream-token': text(draw, world) }),
  };
  return { as, method: 'POST', path: '/graphql/stream', headers: printable(headers), body: body.toString('base64') };
}

function upload(draw: Draw, world: World, as: string): Sent {
  const [name, bytes] = pick(draw, FILES);
  const border = pick(draw, ['b', 'b', 'b', '', 'x'.repeat(80), '"b"']);
  const id = once(draw, 3) ? text(draw, world) : world.engagementId;
  const fileName = once(draw, 4) ? text(draw, world).replace(/["\r\n]/g, '_') : name;
  const field = `--${border}\r\ncontent-disposition: form-data; name="engagementId"\r\n\r\n${id}\r\n`;
  const file = Buffer.concat([
    Buffer.from(
      `--${border}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/html\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  const end = Buffer.from(`--${border}--\r\n`);
  const parts = pick(draw, [
    [field, file, end],
    [field, file, end],
    [field, file, end],
    [file, field, end],
    [field, field, file, end],
    [field, file, file, end],
    [field, file],
    [field],
    [end],
    [field, `--${border}\r\n${'x-a: b\r\n'.repeat(2_000)}\r\n`, end],
    [`--${border}\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n`, file, end],
  ]);
  const whole = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const body = once(draw, 6) ? broken(draw, whole) : whole;
  const type = once(draw, 10) ? pick(draw, TYPES) : `multipart/form-data; boundary=${border}`;
  return { as, method: 'POST', path: '/files', headers: { 'content-type': type }, body: body.toString('base64') };
}

function signIn(draw: Draw, world: World, as: string): Sent {
  const path = pick(draw, [
    'sign-in/email',
    'sign-up/email',
    'get-session',
    'sign-out',
    'list-sessions',
    'change-password',
    'callback/x',
    '%00',
    '..%2f',
    'error',
  ]);
  const body = once(draw, 2)
    ? JSON.stringify(json(draw, world, 3))
    : JSON.stringify({ email: text(draw, world), password: text(draw, world), callbackURL: text(draw, world) });
  const type = once(draw, 6) ? pick(draw, TYPES) : 'application/json';
  const method = pick(draw, ['POST', 'POST', 'GET']);
  return {
    as,
    method,
    path: `/auth/${path}`,
    headers: { 'content-type': type, ...printable({ origin: text(draw, world) }) },
    body: method === 'GET' ? '' : Buffer.from(body).toString('base64'),
  };
}

/** An address of the product, nearly. */
function path(draw: Draw, world: World): string {
  const id = encodeURIComponent(wellFormed(once(draw, 2) ? pick(draw, world.ids) : text(draw, world))).slice(0, 2_000);
  return pick(draw, [
    `/files/${id}`,
    `/exports/${id}.zip`,
    `/written-reads/${id}.pdf`,
    `/r/${id}`,
    `/r/${id}.md`,
    `/r/${id}.pdf`,
    `/calendar/${id}.ics`,
    `/unsubscribe/${id}`,
    `/intake/${world.slug}`,
    `/intake/${id}`,
    `/graphql?query=${id}`,
    `/altair/${id}`,
    `/assets/${id}`,
    `/queues/${id}`,
    `/queues/api/queues?activeQueue=${id}&page=${id}`,
    `/${id}`,
    '/healthz',
    '/readyz?x[__proto__]=1',
    '/%',
    '/%c0%ae%c0%ae/',
    '//evil.example/x',
    '/files/%00',
    `/files/${'a'.repeat(3_000)}`,
  ]);
}

/** Another method, type or body than an address is for. */
function odd(draw: Draw, world: World, as: string): Sent {
  const body = pick(draw, [
    () => Buffer.from(JSON.stringify(json(draw, world, 3))),
    () => Buffer.from('a=b&__proto__[x]=y'),
    () => BOMBS['gzip'] ?? Buffer.alloc(0),
    () => broken(draw, Buffer.from('{"a":"b"}')),
    () => Buffer.alloc(0),
  ])();
  const headers = { 'content-type': pick(draw, TYPES), ...oddHeaders(draw, world) };
  return {
    as,
    method: pick(draw, ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']),
    path: once(draw, 3) ? '/graphql' : path(draw, world),
    headers: printable(headers),
    body: body.toString('base64'),
  };
}

function oddHeaders(draw: Draw, world: World): Record<string, string> {
  const name = pick(draw, [
    'accept',
    'accept-encoding',
    'range',
    'if-none-match',
    'cookie',
    'x-forwarded-for',
    'forwarded',
    'origin',
    'sec-fetch-site',
    'user-agent',
    'referer',
    'traceparent',
    'content-language',
    'expect',
    'te',
    'x-http-method-override',
  ]);
  return printable({
    [name]: pick(draw, [
      text(draw, world),
      'bytes=0-99999999999',
      '*',
      '"',
      'x'.repeat(6_000),
      '127.0.0.1',
      'https://evil.example',
    ]),
  });
}

/** What is not HTTP, or just so. */
function raw(draw: Draw, as: string): Sent {
  const post = 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  const message = pick(draw, [
    `${post}content-length: 5\r\ncontent-length: 6\r\n\r\n{"a":`,
    `${post}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${post}transfer-encoding: chunked\r\n\r\nffffffffffff\r\n`,
    `${post}transfer-encoding: gzip, chunked\r\n\r\n5\r\n{"a":\r\n0\r\n\r\n`,
    `${post}content-length: -1\r\n\r\n`,
    `${post}content-length: 99999999999999999999\r\n\r\n`,
    `${post}x-a: b\0c\r\n\r\n`,
    `${post}${'x-a: b\r\n'.repeat(3_000)}\r\n`,
    `${post}x-long: ${'a'.repeat(70_000)}\r\n\r\n`,
    `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    'GET / HTTP/1.1\r\n\r\n',
    'GET http://evil.example/ HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET /\0 HTTP/1.1\r\nhost: x\r\n\r\n',
    'CONNECT / HTTP/1.1\r\nhost: x\r\n\r\n',
    'TRACE / HTTP/1.1\r\nhost: x\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    'BREW /graphql HTTP/1.1\r\nhost: x\r\n\r\n',
    'GET / HTTP/9.9\r\nhost: x\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    `GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: eA==\r\nsec-websocket-version: 13\r\n\r\n`,
    '\r\n'.repeat(100),
  ]);
  const bytes = Buffer.from(message, 'latin1');
  return {
    as,
    method: '',
    path: '',
    headers: {},
    body: '',
    raw: (once(draw, 4) ? broken(draw, bytes) : bytes).toString('base64'),
  };
}

/** Bytes cut off, changed in one place, or with some that are no UTF-8. */
function broken(draw: Draw, bytes: Buffer): Buffer {
  const at = draw(fc.nat, { max: bytes.length });
  const tail = pick(draw, [Buffer.alloc(0), bytes.subarray(at), bytes.subarray(Math.min(bytes.length, at + 1))]);
  const between = pick(draw, [
    Buffer.from([0xff]),
    Buffer.from([0xc3]),
    Buffer.from([0]),
    Buffer.from('\r\n'),
    Buffer.alloc(0),
  ]);
  return Buffer.concat([bytes.subarray(0, at), between, tail]);
}

function wellFormed(value: string): string {
  return Buffer.from(value).toString();
}

/** What may stand in a header; other characters a client would not send. */
function printable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 8_000),
    ]),
  );
}
