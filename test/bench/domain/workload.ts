import type { DriftFacts } from '@bicorne/domain';
import { decision, deliverable, driftFacts } from '../../../libs/domain/src/drift/drift-facts.factory.js';

const MINUTE_MS = 60_000;
const AREAS = {
  CTO: ['architecture', 'vendor-selection', 'engineering-hiring'],
  CAIO: ['ai-strategy', 'ai-governance'],
};
const PEOPLE = { CTO: { key: 'cto', name: 'Ada Moreno' }, CAIO: { key: 'caio', name: 'Ben Okafor' } };
const SENTENCES = [
  'The feed pump draws from tank %n and holds four bar at the boiler inlet.',
  'Host `db-%n` ran at %m % of its disk on 2026-03-%d, see [case %n](https://example.com/case/%n).',
  'Ines Duarte replaced gasket G-%n after the strainer let sediment %n through.',
  'Retention of partition %n is %m days, agreed with the ledger team.',
];

/** A runbook of about so many bytes: prose and a list, a table row and a command now and then. */
export function documentOf(bytes: number): string {
  const lines = ['# Feed pump pressure', ''];
  let n = 0;
  let length = 0;
  for (const heading of ['Meaning', 'Diagnosis', 'Mitigation']) {
    lines.push(`## ${heading}`, '');
    for (const end = length + bytes / 3; length < end; n++) {
      const text = SENTENCES[n % SENTENCES.length]!.replaceAll('%n', String(n))
        .replaceAll('%m', String(n % 97))
        .replaceAll('%d', String(10 + (n % 20)));
      lines.push(n % 5 === 4 ? `- ${text}` : text);
      if (n % 7 === 6) lines.push('', '| Valve | Bar |', '|---|---|', `| V-${n} | ${n % 13} |`, '');
      if (n % 11 === 10) lines.push('', '```sh', `opcget PT-${n} --last 2h`, '```', '');
      length += text.length + 3;
    }
    lines.push('');
  }
  return lines.join('\n');
}

/** An engagement with so many deliverables and as many decisions, on both hats alike; each tenth deliverable is late. */
export function factsOf(size: number): DriftFacts {
  const facts = driftFacts();
  const start = facts.startedAt!.getTime();
  const hats = Array.from({ length: size }, (_, n) => (n % 2 === 0 ? ('CTO' as const) : ('CAIO' as const)));
  const at = (n: number): Date => new Date(start + (n % 40_000) * MINUTE_MS);
  return {
    ...facts,
    deliverables: hats.map((hat, n) =>
      deliverable({
        id: `deliverable-${n}`,
        hat,
        dueOn: n % 10 === 0 ? '2026-03-20' : '2026-12-01',
        state: 'IN_PROGRESS',
        depth: 60 + (n % 40),
        verdict: 'SUBSTANTIVE',
        templateSections: ['Models in use', 'Evaluation'],
        evidence: [`https://example.com/run/${n}`],
      }),
    ),
    decisions: hats.map((hat, n) =>
      decision({
        id: `decision-${n}`,
        hatWorn: hat,
        area: AREAS[hat][n % AREAS[hat].length]!,
        decidedBy: PEOPLE[hat],
        at: at(n),
        spend: n % 4 === 0 ? { amount: '10.00', currency: 'EUR' } : null,
        vendor: n % 4 === 0 ? `Vendor ${n % 50}` : null,
      }),
    ),
    activity: hats.map((hat, n) => ({ hat, kind: 'DECISION' as const, at: at(n) })),
  };
}
