import { describe, expect, it } from '@jest/globals';
import { alertNotice, endpointNotice } from '../notices.factory.js';
import { writeEmail } from './write-email.js';

const MESSAGE = {
  digest: true,
  overviewUrl: 'https://bicorne.example.com/alerts',
  unsubscribeUrl: 'https://bicorne.example.com/unsubscribe/token',
  timeZone: 'Pacific/Auckland',
};

const halyard = { client: { id: 'c2', name: 'Halyard' } };

describe('an email with many notices', () => {
  const notices = [
    alertNotice({ ...halyard, severity: 'NOTICE', statement: 'A notice.' }),
    alertNotice({ statement: 'A resolved one.', severity: 'CRITICAL' }, { resolved: true }),
    alertNotice({ statement: 'A later warning.' }, { timestamp: '2026-03-02T10:00:00.000Z' }),
    alertNotice({ statement: 'An earlier warning.' }, { timestamp: '2026-03-01T10:00:00.000Z' }),
    alertNotice({ ...halyard, severity: 'CRITICAL', statement: 'The worst.', hat: null, deliverable: null }),
  ];
  const email = writeEmail({ ...MESSAGE, notices });

  it('counts in its subject', () => {
    expect(email.subject).toBe('Digest: 5 alerts (2 critical, 2 warnings, 1 notice) – Halyard and Noordlicht');
    expect(writeEmail({ ...MESSAGE, notices, digest: false }).subject).toMatch(/^5 alerts/);
  });

  it.each(['text', 'html'] as const)('has the worst first, by client, and what resolved last: %s', (body) => {
    const order = ['Halyard', 'The worst.', 'A notice.', 'Noordlicht', 'An earlier', 'A later', 'A resolved one.'];
    // The title of the page names the clients too.
    const written = email[body].slice(email[body].indexOf('<h2'));
    const places = order.map((words) => (body === 'text' ? email.text : written).indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(email[body]).toMatch(/resolved meanwhile/i);
    expect(email[body]).toContain('One of them has resolved meanwhile.');
  });

  it('writes days in the zone of the reader', () => {
    expect(email.text).toContain('◆ Warning · CAIO · Model registry · 2 March 2026');
    expect(writeEmail({ ...MESSAGE, notices, timeZone: 'UTC' }).text).toContain('1 March 2026');
  });

  it('tells hats and severities by word', () => {
    expect(email.html).toContain('>CAIO</span>');
    expect(email.html).toContain('▲ Critical');
  });

  it('says how to stop it in both bodies', () => {
    for (const body of [email.text, email.html]) expect(body).toContain(MESSAGE.unsubscribeUrl);
    expect(writeEmail({ ...MESSAGE, notices, unsubscribeUrl: null }).text).not.toContain('Stop');
  });
});

describe('an email with more notices than are written out', () => {
  it('counts all of them and says where the others are', () => {
    const notices = [
      ...Array.from({ length: 250 }, (_, index) => alertNotice({ statement: `Number ${index}.` })),
      alertNotice({ severity: 'CRITICAL', statement: 'The worst comes first.' }),
    ];
    const email = writeEmail({ ...MESSAGE, notices });
    expect(email.subject).toContain('251 alerts (1 critical, 250 warnings)');
    expect(email.text.match(/Number \d+\./g)).toHaveLength(99);
    for (const body of [email.text, email.html]) {
      expect(body).toContain('The worst comes first.');
      expect(body).toContain('and 151 more');
      expect(body).toContain(MESSAGE.overviewUrl);
    }
  });
});

describe('an email with one notice', () => {
  it('is about it alone', () => {
    const { subject, text } = writeEmail({ ...MESSAGE, notices: [alertNotice()] });
    expect(subject).toBe('Warning: Noordlicht – Late, Model registry (CAIO)');
    expect(text).toContain(MESSAGE.unsubscribeUrl);
  });

  it('says so where it has resolved', () => {
    const { subject, text, html } = writeEmail({ ...MESSAGE, notices: [alertNotice({}, { resolved: true })] });
    expect(subject).toMatch(/^Resolved: /);
    for (const body of [text, html]) expect(body).toContain('resolved meanwhile');
  });

  it('tells of an endpoint that was disabled, alone and among others', () => {
    const alone = writeEmail({ ...MESSAGE, notices: [endpointNotice()] });
    expect(alone.subject).toBe('Webhook endpoint disabled: https://hooks.example.com');
    const among = writeEmail({ ...MESSAGE, notices: [endpointNotice(), alertNotice()] });
    expect(among.subject).toBe('Digest: 1 alert (1 warning) – Noordlicht; 1 webhook endpoint disabled');
    for (const { text, html } of [alone, among])
      for (const body of [text, html]) {
        expect(body).toContain('410 Gone');
        expect(body).toContain('https://hooks.example.com');
      }
  });
});

describe('names that somebody chose badly', () => {
  const name = '<img src=x onerror=1>\r\nBcc: spy@example.com\u2028\u202e';
  it.each([1, 2])('change neither subject nor markup: %i', (count) => {
    const notices = Array.from({ length: count }, () => alertNotice({ client: { id: 'c1', name }, statement: name }));
    const { subject, html } = writeEmail({ ...MESSAGE, notices });
    expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
    expect(html).not.toContain('<img');
  });

  it('make no subject without end', () => {
    const notices = [alertNotice({ client: { id: 'c1', name: '🦜'.repeat(5_000) } })];
    const { subject } = writeEmail({ ...MESSAGE, notices });
    expect([...subject]).toHaveLength(200);
    expect(subject.endsWith('…')).toBe(true);
  });
});
