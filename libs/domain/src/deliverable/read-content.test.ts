import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseTemplate } from '../depth/index.js';
import { readContent } from './read-content.js';

const template = (key: string) =>
  parseTemplate(readFileSync(new URL(`../../templates/${key}.md`, import.meta.url), 'utf8'), { key });
const strategy = template('ai-strategy');
const map = template('ai-capability-map');
const roadmap = template('roadmap');

const needs = (rows: string[]) =>
  readContent(
    [
      '## What it needs from the platform',
      '| Need | For which bet | Roadmap item | Needed by |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
    strategy,
  ).platformNeeds;

describe('readContent', () => {
  it('reads the needs of an AI strategy, each with the roadmap item that it names', () => {
    expect(
      needs([
        '| Logging of model calls | Claims triage | Observability | 2026-05-01 |',
        '| Read access to tickets | Claims triage | none does | 2026-05-01 |',
        '| Single sign-on | Search | [roadmap item] | [date] |',
      ]),
    ).toEqual([
      { need: 'Logging of model calls', roadmapItem: 'Observability' },
      { need: 'Read access to tickets', roadmapItem: null },
      { need: 'Single sign-on', roadmapItem: null },
    ]);
  });

  it.each([
    'none',
    'None.',
    '–',
    '-',
    'n/a',
    'TBD',
    'nothing',
    'Nothing new',
    'None: the supplier runs it',
    'no platform work',
    '[platform work]',
    '',
  ])('a need of %j is none', (cell) => {
    expect(needs([`| ${cell} | Claims triage | Observability | 2026-05-01 |`])).toEqual([]);
  });

  it.each(['None of the loggers keeps prompts: one that does', 'No-code workflow tool', 'Nothing-to-hide audit log'])(
    'a need of %j is one',
    (cell) => expect(needs([`| ${cell} | Triage | | |`])).toHaveLength(1),
  );

  it('reads the platform work of a capability map, several pieces to a cell', () => {
    const read = readContent(
      [
        '# AI capability map',
        '## 5. Where AI could help',
        '| Use | Value expected | Data it needs | Platform work | Verdict |',
        '|---|---|---|---|---|',
        '| Claims triage | EUR 90,000 | Claims | Event log; Read access to tickets | now |',
        '| Search | 20 hours | Documents | none | later |',
      ].join('\n'),
      map,
    );
    expect(read.platformNeeds).toEqual([
      { need: 'Event log', roadmapItem: null },
      { need: 'Read access to tickets', roadmapItem: null },
    ]);
    expect(read.headings).toEqual(['AI capability map', '5. Where AI could help']);
  });

  it('reads the items of a roadmap, and what its text says is carried', () => {
    const read = readContent(
      [
        '## Items',
        '| Item | Outcome it serves | Owner | Effort | Depends on | Target date |',
        '|---|---|---|---|---|---|',
        '| Observability | Fewer outages | Ada Moreno | 4 | | 2026-05-01 |',
        '| [item] | [outcome] | [person] | [person-weeks] | [items] | [date] |',
        '## Platform work that AI depends on',
        '- Logging of model calls is carried by Observability, by 1 May.',
        '- Read access to tickets: there is no item yet. Ada Moreno decides by 12 March.',
      ].join('\n'),
      roadmap,
    );
    expect(read.roadmapItems).toEqual([
      'Observability',
      'Logging of model calls is carried by Observability, by 1 May.',
      'Ada Moreno decides by 12 March.',
    ]);
  });

  it.each([
    ['AI strategy', 'ai-strategy', strategy],
    ['AI capability map', 'ai-capability-map', map],
    ['roadmap', 'roadmap', roadmap],
  ])('finds nothing in an unfilled %s', (_, key, unfilled) => {
    const markdown = readFileSync(new URL(`../../templates/${key}.md`, import.meta.url), 'utf8');
    expect(readContent(markdown, unfilled)).toMatchObject({ platformNeeds: [], roadmapItems: [] });
  });

  it('reads headings alone without a template, each once', () => {
    expect(readContent('# A\n\n## B\ntext\n\n## B\n')).toEqual({
      headings: ['A', 'B'],
      platformNeeds: [],
      roadmapItems: [],
    });
  });

  it('keeps a bounded list of bounded entries', () => {
    const rows = Array.from({ length: 5_000 }, (_, place) => `| ${`Work ${place} `.repeat(100)} | a | | |`);
    const read = needs(rows);
    expect(read).toHaveLength(300);
    expect(Math.max(...read.map(({ need }) => need.length))).toBe(300);
  });
});
