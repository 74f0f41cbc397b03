import { describe, expect, it } from '@jest/globals';
import { auditChanges } from './audit.js';

describe('auditChanges', () => {
  it.each([
    [
      'what was made, without what it does not have',
      null,
      { title: 'Roadmap', due_on: '2026-05-01', vendor: null },
      [
        { field: 'dueOn', before: null, after: '2026-05-01' },
        { field: 'title', before: null, after: 'Roadmap' },
      ],
    ],
    [
      'what changed',
      { due_on: '2026-05-01' },
      { due_on: '2026-05-08' },
      [{ field: 'dueOn', before: '2026-05-01', after: '2026-05-08' }],
    ],
    [
      'what was taken away',
      { per_decision_limit: 5000 },
      { per_decision_limit: null },
      [{ field: 'perDecisionLimit', before: '5000', after: null }],
    ],
    ['what was removed', { name: 'CI' }, null, [{ field: 'name', before: 'CI', after: null }]],
    [
      'lists and values that are no text',
      { events: ['A'], enabled: false },
      { events: ['A', 'B'], enabled: true },
      [
        { field: 'enabled', before: 'false', after: 'true' },
        { field: 'events', before: '["A"]', after: '["A","B"]' },
      ],
    ],
  ])('tells %s', (_what, before, after, expected) => {
    expect(auditChanges(before, after)).toEqual(expected);
  });
});
