import { describe, expect, it } from '@jest/globals';
import { defaultCharter } from '../../charter/publish.js';
import type { RightHolder, Severity } from '../../shared/vocabulary.js';
import { acknowledged, at, charter, decision, driftFacts } from '../drift-facts.factory.js';
import type { DriftCharter, DriftDecision } from '../types.js';
import { wrongHat } from './wrong-hat.js';

const now = at('2026-03-20T09:00');
const held = (holder: RightHolder, change: Partial<DriftCharter> = {}): DriftCharter =>
  charter({
    rights: [
      { area: 'vendor-selection', holder, holderName: holder === 'NAMED_OUTSIDE' ? 'Carla Reyes' : null, note: null },
    ],
    ...change,
  });
const find = (charters: DriftCharter[], ...decisions: DriftDecision[]) =>
  wrongHat.evaluate(driftFacts({ charters, decisions }), now);

describe('WRONG_HAT', () => {
  it.each<[RightHolder, DriftDecision['hatWorn'], Severity | null]>([
    ['CTO', 'CTO', null],
    ['CAIO', 'CAIO', null],
    ['JOINT', 'JOINT', null],
    ['CTO', 'CAIO', 'WARNING'],
    ['CAIO', 'CTO', 'WARNING'],
    ['JOINT', 'CTO', 'WARNING'],
    ['JOINT', 'CAIO', 'WARNING'],
    ['NAMED_OUTSIDE', 'CTO', 'WARNING'],
    ['NAMED_OUTSIDE', 'JOINT', 'WARNING'],
    ['CTO', 'JOINT', 'NOTICE'],
  ])('an area of %s, decided under %s: %s', (holder, hatWorn, severity) => {
    expect(find([held(holder)], decision({ hatWorn }))[0]?.severity ?? null).toBe(severity);
  });

  it('says what was decided, by whom and when, and whose it was', () => {
    expect(find([charter()], decision({ hatWorn: 'CAIO' }))).toEqual([
      {
        rule: 'WRONG_HAT',
        subject: { kind: 'DECISION', id: 'x1' },
        hat: 'CAIO',
        severity: 'WARNING',
        figures: [{ name: 'hatsInAgreement', value: 0, threshold: 1 }],
        statement:
          'The decision “Vector store” in vendor selection was taken under the CAIO hat by Ben Okafor on 10 March 2026. Version 1 of the charter, in force then, gives that area to the CTO hat.',
        clearsWhen:
          'A decision under the CTO hat supersedes it, or a charter comes into force that gives the area to the CAIO hat.',
      },
    ]);
  });

  it('counts how many of the hats agree where the area is joint', () => {
    const [signal] = find([held('JOINT')], decision());
    expect(signal?.figures).toEqual([{ name: 'hatsInAgreement', value: 1, threshold: 2 }]);
    expect(signal?.clearsWhen).toMatch(/^A decision taken jointly supersedes it, or /);
  });

  it('names who holds an area outside', () => {
    const [signal] = find([held('NAMED_OUTSIDE')], decision());
    expect(signal?.statement).toMatch(/gives that area to Carla Reyes, outside the engagement\.$/);
    expect(signal?.clearsWhen).toBe(
      'A decision in an area that its hat holds supersedes it and leaves the matter to Carla Reyes, or a charter comes into force that gives the area to the CTO hat.',
    );
  });

  it('finds the area however it is written', () => {
    expect(find([charter()], decision({ area: 'Vendor Selection', hatWorn: 'CAIO' }))).toHaveLength(1);
  });

  it('goes by the charter of the day of the decision', () => {
    const later = held('CAIO', {
      version: 2,
      publishedAt: at('2026-03-12T09:00'),
      acknowledgements: acknowledged(at('2026-03-12T10:00')),
    });
    const before = decision({ id: 'x1', hatWorn: 'CTO', at: at('2026-03-12T09:59') });
    const after = decision({ id: 'x2', hatWorn: 'CTO', at: at('2026-03-12T10:00') });
    expect(find([charter(), later], before, after).map(({ subject }) => subject.id)).toEqual(['x2']);
  });

  it.each([
    ['no charter in force then', [charter({ acknowledgements: acknowledged(at('2026-03-11T09:00')) })]],
    ['no charter at all', []],
    ['an area that the charter does not have', [charter({ rights: defaultCharter('TWO_ROLES').slice(0, 1) })]],
  ])('%s: nothing to differ from', (_, charters) => {
    expect(find(charters, decision({ hatWorn: 'CAIO' }))).toEqual([]);
  });

  it('is over once a decision under the right hat supersedes it', () => {
    const mended = decision({ id: 'x2', hatWorn: 'CTO', supersedesId: 'x1', at: at('2026-03-11T09:00') });
    expect(find([charter()], decision({ hatWorn: 'CAIO' }), mended)).toEqual([]);
  });

  it('goes over to the new decision where that too is under the wrong hat', () => {
    const again = decision({ id: 'x2', hatWorn: 'CAIO', supersedesId: 'x1', at: at('2026-03-11T09:00') });
    const found = find([charter()], decision({ hatWorn: 'CAIO' }), again);
    expect(found.map(({ subject }) => subject.id)).toEqual(['x2']);
  });

  it('is over once a charter in force gives the area to the hat that was worn, and not while it waits', () => {
    const published = { version: 2, publishedAt: at('2026-03-12T09:00') };
    const granted = held('CAIO', { ...published, acknowledgements: acknowledged(at('2026-03-12T09:00')) });
    const waiting = held('CAIO', { ...published, acknowledgements: [] });
    expect(find([charter(), granted], decision({ hatWorn: 'CAIO' }))).toEqual([]);
    expect(find([charter(), waiting], decision({ hatWorn: 'CAIO' }))).toHaveLength(1);
  });

  it('looks again when something dated later begins to count', () => {
    const facts = driftFacts({ decisions: [decision({ hatWorn: 'CAIO', at: at('2026-03-20T09:05') })] });
    expect(wrongHat.evaluate(facts, now)).toEqual([]);
    expect(wrongHat.nextChangeAt(facts, now)).toEqual(at('2026-03-20T09:05'));
  });
});
