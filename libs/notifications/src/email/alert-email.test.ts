import { describe, expect, it } from '@jest/globals';
import type { AlertEventPayload } from '../alert-event.js';
import { alertEmail } from './alert-email.js';

const FOOTER = { unsubscribeUrl: null };

function event(data: Partial<AlertEventPayload['data']> = {}): AlertEventPayload {
  return {
    type: 'drift_alert.raised',
    timestamp: '2026-03-02T09:00:00.000Z',
    data: {
      alertId: '7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c11',
      rule: 'LATE',
      severity: 'WARNING',
      hat: 'CAIO',
      statement: 'Model registry was due on 1 March.',
      clearsWhen: 'It clears when the deliverable is submitted.',
      client: { id: '7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c12', name: 'Noordlicht' },
      engagement: { id: '7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c13' },
      deliverable: { id: '7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c14', key: 'model-registry', title: 'Model registry' },
      url: 'https://bicorne.example.com/alerts/7f0f2f86-2f4d-4f4a-9d5f-0d6a2f3f9c11',
      ...data,
    },
  };
}

describe('the email about an alert', () => {
  it('says in its subject which client, which hat and which rule', () => {
    const { subject } = alertEmail(event(), FOOTER);
    expect(subject).toContain('Noordlicht');
    expect(subject).toContain('CAIO');
    expect(subject).toContain('Late');
  });

  it('says the same in plain text and in HTML', () => {
    const { text, html } = alertEmail(event(), FOOTER);
    for (const body of [text, html]) {
      for (const part of [
        'Noordlicht',
        'CAIO',
        'Model registry',
        'was due on 1 March',
        'It clears when',
        'https://bicorne.example.com/alerts/',
      ])
        expect(body).toContain(part);
    }
  });

  it('tells hat and severity by word, not by colour alone', () => {
    const { html } = alertEmail(event({ severity: 'CRITICAL', hat: 'CTO' }), FOOTER);
    expect(html).toContain('>CTO</span>');
    expect(html).toContain('▲ Critical');
  });

  it('shows markup in a name as text, and keeps the subject on one line', () => {
    const email = alertEmail(
      event({ client: { id: crypto.randomUUID(), name: '<img src=x>\r\nBcc: someone@example.com' } }),
      FOOTER,
    );
    expect(email.html).not.toContain('<img');
    expect(email.html).toContain('&lt;img');
    expect(email.subject).not.toMatch(/[\r\n]/);
  });

  it('says that it is not the first time, and why the reader is told', () => {
    const { text, html } = alertEmail(
      event({
        previousAlert: { id: crypto.randomUUID(), openedOn: '2026-02-02', resolvedOn: '2026-02-09' },
        because: 'You wear the CAIO hat.',
      }),
      FOOTER,
    );
    for (const body of [text, html]) {
      expect(body).toContain('Again: last from 2 February 2026 to 9 February 2026.');
      expect(body).toContain('Why you are told: You wear the CAIO hat.');
    }
  });

  it('needs neither hat nor deliverable', () => {
    const { text, html } = alertEmail(event({ hat: null, deliverable: null, rule: 'NO_RISK_OWNER' }), FOOTER);
    for (const body of [text, html]) expect(body).not.toMatch(/null|undefined/);
  });
});
