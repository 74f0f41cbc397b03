import { describe, expect, it } from '@jest/globals';
import { assess, containment, parseTemplate, readTemplate, shingles } from './index.js';

const RUNBOOK = `# Alert name

## Meaning

<!-- What the alert says. -->

## Diagnosis

<!-- How to find the cause: what to look at, in which order, with the commands. -->

## Mitigation

<!-- What to do about each cause. -->
`;

const GOOD = `# Pump pressure low

## Meaning

The pressure of feed pump P-101 stayed under 4.2 bar for more than five minutes, measured by sensor PT-17.

## Diagnosis

- Read the trend of PT-17 in the historian: a slow fall points to the strainer, a step to the bypass valve V-33.
- Ask the operator of the boiler house (extension 4410) whether the bypass valve was opened by hand.
- Run \`opcget PT-17 --last 2h\` and compare it with the flow at FT-09.

## Mitigation

1. Change over to the spare feed pump P-102 and confirm 5 bar on PT-17.
2. Isolate P-101, open the strainer and clean it; the spare mesh is in store A12.
3. Close the bypass valve V-33 and tell Ines Duarte, who owns the boiler.
`;

const section = (assessment: ReturnType<typeof assess>, heading: string) =>
  assessment.sections.find((one) => one.heading === heading)!;
const runbook = parseTemplate(RUNBOOK, { key: 'runbook' });

describe('assess', () => {
  it('finds a real document substantive', () => {
    expect(assess(runbook, GOOD)).toMatchObject({ verdict: 'SUBSTANTIVE' });
    expect(assess(runbook, GOOD).depth).toBeGreaterThanOrEqual(80);
  });

  it.each([
    ['cut', ''],
    ['TODO', 'TODO'],
    ['a bracket', '[Describe what to do about each cause]'],
    ['the guidance', 'What to do about each cause.'],
    [
      'lorem ipsum',
      'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.',
    ],
    ['not applicable', 'N/A'],
  ])('names a section that holds nothing: %s', (_, text) => {
    const result = assess(runbook, `${GOOD.split('## Mitigation')[0]}## Mitigation\n\n${text}\n`);
    expect(result.verdict).toBe('THIN');
    expect(section(result, 'Mitigation')).toMatchObject({ depth: 0, critical: true });
    expect(section(result, 'Mitigation').reasons[0]).toMatchObject({ code: 'SECTION_EMPTY' });
  });

  it('says that a section is missing', () => {
    const result = assess(runbook, GOOD.split('## Mitigation')[0]!);
    expect(section(result, 'Mitigation').reasons.map((reason) => reason.code)).toEqual(['SECTION_MISSING']);
  });

  it('finds sentences that say nothing thin, however varied', () => {
    const talk =
      'The team will take the appropriate steps in a timely fashion. Everyone involved keeps a close eye on quality. ' +
      'Where it makes sense, processes are improved. Good communication remains the key to lasting success.';
    const result = assess(runbook, `${GOOD.split('## Mitigation')[0]}## Mitigation\n\n${talk}\n`);
    expect(result.verdict).toBe('THIN');
    expect(section(result, 'Mitigation').depth).toBeLessThan(40);
  });

  it('gives nothing for text that stands in another deliverable', () => {
    const other =
      'Open the relief valve RV-8 slowly and watch the gauge on the header until it reads 3 bar, then close it again.';
    const text = `${GOOD.split('## Mitigation')[0]}## Mitigation\n\n${other}\n`;
    expect(section(assess(runbook, text), 'Mitigation').depth).toBeGreaterThan(40);
    const known = section(assess(runbook, text, { elsewhere: shingles(`Intro.\n\n${other}`) }), 'Mitigation');
    expect(known.depth).toBe(0);
    expect(known.reasons.map((reason) => reason.code)).toContain('COPIED_FROM_DELIVERABLE');
  });

  it('counts the text under sub-headings, and finds headings loosely', () => {
    const loose = GOOD.replace('## Meaning', '# 1. MEANING:')
      .replace('## Diagnosis', '## 2) Diagnosis: how to find it')
      .replace('## Mitigation', '## Mitigation steps\n\n### By hand');
    expect(assess(runbook, loose).verdict).toBe('SUBSTANTIVE');
  });

  it('takes a field as complete when it is filled, however short', () => {
    const adr = parseTemplate(
      '# Title\n\n## Status\n\n<!-- Proposed, accepted, rejected. -->\n\n## Decision\n\n<!-- What. -->\n',
    );
    expect(section(assess(adr, '# T\n\n## Status\n\nAccepted\n'), 'Status')).toMatchObject({
      depth: 100,
      critical: false,
      reasons: [],
    });
    expect(section(assess(adr, '# T\n\n## Status\n\nTBD\n'), 'Status')).toMatchObject({
      depth: 0,
      reasons: [{ code: 'FIELD_EMPTY' }, { code: 'PLACEHOLDER_LEFT' }],
    });
  });

  it('asks a large template for its best parts only', () => {
    const names = ['Goals', 'Scope', 'Data', 'Costs', 'People', 'Risks', 'Rollback', 'Vendors', 'Timeline', 'Testing'];
    const large = parseTemplate(`# T\n\n${names.map((name) => `## ${name}\n`).join('\n')}`);
    const body = (name: string): string =>
      `## ${name}\n\nPump P-${name}7 of ${name} feeds boiler ${name}-3 at 4.${name.length} bar since 2026-01-1${name.length % 10}; Ines owns valve V-${name} and strainer mesh ${name}-A.\n`;
    expect(large.sections.every((one) => !one.critical)).toBe(true);
    expect(assess(large, `# Pump\n\n${names.slice(0, 7).map(body).join('\n')}`).verdict).toBe('SUBSTANTIVE');
    expect(assess(large, `# Pump\n\n${names.slice(0, 3).map(body).join('\n')}`).verdict).toBe('THIN');
  });
});

describe('the columns of a table', () => {
  const columns = '| Date | Area | Decision | Decided by | What is missing |\n|---|---|---|---|---|\n';
  const log = parseTemplate(`# Log\n\n## Taken\n\n${columns}| [date] | [area] | [what] | [who] | [gap] |\n\n## Open\n`);
  const codes = (text: string): string[] =>
    section(assess(log, `# Pumps\n\n## Taken\n\n${text}`), 'Taken').reasons.map(({ code }) => code);

  it('are the template’s to name, and nobody is asked to write others in their place', () => {
    expect(codes(`${columns}| 2026-03-04 | Pumps | P-101 is replaced | Ines Duarte | a price |\n`)).not.toContain(
      'GUIDANCE_LEFT',
    );
    expect(codes('Date Area Decision Decided by What is missing\n')).toContain('GUIDANCE_LEFT');
  });
});

describe('front matter', () => {
  const TEMPLATE = `---
key: model-registry
hat: CAIO
title: Model registry
dueDay: 45
weight: 2
critical: [Models in use]
targetUniqueWords: 60
tables:
  Models in use: { columns: [Model, Version, Owner], rows: 2 }
evidence:
  Evaluation: 1
fields: [Review]
---
# Model registry

## Models in use

| Model | Version | Owner |
|---|---|---|
| [model name] | [version] | [owner] |

## Evaluation

<!-- Link the runs. -->

## Review
`;
  const template = parseTemplate(TEMPLATE);
  const rows = '| Model | Version | Owner |\n|---|---|---|\n| triage-classifier | 2.4.1 | Ines Duarte |\n';
  const document = (more: string): string =>
    `# Model registry\n\n## Models in use\n\n${rows}${more}\n## Evaluation\n\nRecall of triage-classifier on the March set was 0.91 against 0.88 for the baseline run by Ines Duarte.\n`;

  it('is read whole', () => {
    expect(template).toMatchObject({
      key: 'model-registry',
      hat: 'CAIO',
      title: 'Model registry',
      dueDay: 45,
      weight: 2,
      targetUniqueWords: 60,
      thresholds: { thin: 60, critical: 40 },
    });
    expect(template.sections).toMatchObject([
      {
        heading: 'Models in use',
        critical: true,
        table: { columns: ['Model', 'Version', 'Owner'], rows: 2 },
        field: false,
      },
      { heading: 'Evaluation', critical: false, evidence: 1 },
      { heading: 'Review', field: true },
    ]);
  });

  it('asks for rows, each of which says something else', () => {
    const one = assess(template, document('| triage-classifier | 2.4.1 | Ines Duarte |\n'));
    expect(section(one, 'Models in use').reasons.map((reason) => reason.code)).toContain('TABLE_ROWS_MISSING');
    const two = assess(template, document('| fraud-ranker | 1.0.7 | Tom Okafor |\n'));
    expect(section(two, 'Models in use').completeness).toBeGreaterThan(section(one, 'Models in use').completeness!);
    expect(section(two, 'Models in use').reasons.map((reason) => reason.code)).not.toContain('TABLE_ROWS_MISSING');
  });

  it('takes evidence by its kind, the same once', () => {
    const link = { section: 'Evaluation', kind: 'LINK', url: 'https://eval.example/run/7' } as const;
    const statement = { section: 'evaluation:', kind: 'STATEMENT', statement: 'Seen on the screen.' } as const;
    const evidence = (pieces: Parameters<typeof assess>[2]): number | null =>
      section(assess(template, document(''), pieces), 'Evaluation').evidence;
    expect(evidence({})).toBe(0);
    expect(evidence({ evidence: [statement, statement] })).toBe(0.3);
    expect(evidence({ evidence: [statement, link] })).toBe(1);
    expect(section(assess(template, document('')), 'Evaluation').reasons.map((reason) => reason.code)).toContain(
      'EVIDENCE_MISSING',
    );
    expect(section(assess(template, document('')), 'Models in use').evidence).toBeNull();
  });

  it.each([
    ['dueDay: soon', 'dueDay'],
    ['hat: CFO', 'hat'],
    ['hat: CTO\ncolour: red', 'colour'],
    ['critical: [Nowhere]', 'critical'],
    ['tables:\n  A: { columns: [], rows: 1 }', 'tables.A.columns'],
    ['evidence:\n  A: many', 'evidence.A'],
    ['hat: "CTO', 'frontMatter'],
  ])('is refused by the name of the key: %s', (matter, field) => {
    expect(readTemplate(`---\n${matter}\n---\n## A\n`)).toMatchObject({
      ok: false,
      refusals: [{ code: 'TEMPLATE_INVALID', field }],
    });
  });

  it.each(['title: x\nweight: 20', 'status: "{a | b}"\ndate: {YYYY when}', '{{ card_data }}'])(
    'of another tool is passed over: %s',
    (matter) => {
      expect(readTemplate(`---\n${matter}\n---\n## A\n`)).toMatchObject({
        ok: true,
        value: { weight: 1, sections: [{ heading: 'A' }] },
      });
    },
  );
});

describe('templates from elsewhere', () => {
  it('may mark sections as optional, before the heading or in it', () => {
    const madr =
      '# {title}\n\n## Context\n\n{Describe it.}\n\n<!-- This is an optional element. Feel free to remove. -->\n## Drivers\n\n* {driver 1}\n\n## Outcome\n\n### {option 1}\n\n## More [optional]\n';
    expect(
      parseTemplate(madr).sections.map(({ heading, optional, critical }) => [heading, optional, critical]),
    ).toEqual([
      ['Context', false, true],
      ['Drivers', true, false],
      ['Outcome', false, true],
      ['More optional', true, false],
    ]);
  });

  it('may have no sections, or sections of the first level', () => {
    expect(parseTemplate('Write what happened.').sections).toMatchObject([{ heading: 'Document', critical: true }]);
    expect(parseTemplate('# Summary\n\nWhat.\n\n# Motivation\n\nWhy.\n').sections.map((one) => one.heading)).toEqual([
      'Summary',
      'Motivation',
    ]);
  });
});

describe('containment', () => {
  it('is the share of the smaller text that stands in the larger', () => {
    const a = shingles('The feed pump runs at four bar and the boiler at nine.');
    const b = shingles(
      'Before. The feed pump runs at four bar and the boiler at nine. After that nothing else happened here.',
    );
    expect(containment(a, b)).toBe(1);
    expect(containment(a, shingles('Something else entirely, in quite other words than those.'))).toBe(0);
    expect(containment(a, new Set())).toBe(0);
  });
});
