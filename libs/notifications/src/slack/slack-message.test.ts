import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alertNotice, endpointNotice } from '../notices.factory.js';
import { slackMessage, type SlackMessage } from './slack-message.js';

const OVERVIEW = 'https://bicorne.example.com/alerts';

function written(notices: Parameters<typeof slackMessage>[0]['notices'], digest = false): SlackMessage {
  return slackMessage({ notices, digest, overviewUrl: OVERVIEW });
}

const textsOf = ({ blocks }: SlackMessage): string => blocks.map(({ text }) => text.text).join('\n');

describe('a message to Slack', () => {
  it('about one alert has its subject as header and as text', () => {
    const message = written([alertNotice()]);
    expect(message.text).toBe('Warning: Noordlicht – Late, Model registry (CAIO)');
    expect(message.blocks[0]).toEqual({
      type: 'header',
      text: { type: 'plain_text', text: message.text, emoji: false },
    });
    expect(textsOf(message)).toContain(
      '*◆ Warning* · CAIO hat · <https://bicorne.example.com/alerts?engagement=e1|Model registry>',
    );
  });

  it('about many names each client once, the one with the worst first', () => {
    const halyard = { client: { id: 'c2', name: 'Halyard' } };
    const message = written([
      alertNotice(),
      alertNotice({ ...halyard, severity: 'CRITICAL' }),
      alertNotice(halyard),
      alertNotice({}, { resolved: true }),
      endpointNotice(),
    ]);
    const text = textsOf(message);
    expect(text.match(/\*Halyard\*/g)).toHaveLength(1);
    expect(text.match(/\*Noordlicht\*/g)).toHaveLength(1);
    expect(text.indexOf('*Halyard*')).toBeLessThan(text.indexOf('*Noordlicht*'));
    expect(text).toContain('(resolved meanwhile)');
    expect(text).toContain('*Webhook endpoint disabled:* https://hooks.example.com');
    expect(message.text).toBe(
      '4 alerts (1 critical, 3 warnings) – Halyard and Noordlicht; 1 webhook endpoint disabled',
    );
  });

  it('calls nobody and links nowhere by what a name holds', () => {
    const name = '<!channel> <https://evil.example|Noordlicht> & <@U1>';
    const message = written([
      alertNotice({
        client: { id: 'c1', name },
        statement: name,
        deliverable: { id: 'd1', key: 'k', title: '> | <!here>' },
      }),
      alertNotice(),
    ]);
    const text = `${message.text}\n${message.blocks
      .filter(({ type }) => type === 'section')
      .map((block) => block.text.text)
      .join('\n')}`;
    const links = text.match(/<[^>]*>/g) ?? [];
    for (const link of links) expect(link).toMatch(/^<https:\/\/bicorne\.example\.com\/[^<>|]*\|[^<>|]*>$/);
    expect(text).toContain('&lt;!channel&gt;');
  });

  it('keeps within what Slack takes and loses count of nothing, for any notices', () => {
    const anyText = fc.oneof(
      fc.string({ maxLength: 1_500, unit: 'binary' }),
      fc.tuple(fc.constantFrom('&', '<', '🦜', '|'), fc.nat(1_500)).map(([unit, times]) => unit.repeat(times)),
    );
    const anyNotice = fc
      .record({ name: anyText, statement: anyText, clearsWhen: anyText, client: fc.integer({ min: 0, max: 60 }) })
      .map(({ name, client, ...data }) =>
        alertNotice({
          ...data,
          client: { id: String(client), name },
          deliverable: { id: 'd1', key: 'k', title: name },
        }),
      );
    fc.assert(
      fc.property(fc.array(anyNotice, { minLength: 1, maxLength: 130 }), (notices) => {
        const { text, blocks } = written(notices);
        expect(blocks.length).toBeLessThanOrEqual(50);
        expect(text.length).toBeGreaterThan(0);
        for (const block of blocks) {
          const [least, most] = [1, block.type === 'header' ? 150 : 3_000];
          expect(block.text.text.length).toBeGreaterThanOrEqual(least);
          expect(block.text.text.length).toBeLessThanOrEqual(most);
        }
        const shown = textsOf({ text, blocks }).match(/\*◆ Warning\*/g)?.length ?? 0;
        const more = Number(/^… and (\d+) more/.exec(blocks.at(-1)?.text.text ?? '')?.[1] ?? 0);
        expect(shown + more).toBe(notices.length);
      }),
      { numRuns: 60 },
    );
  });
});
