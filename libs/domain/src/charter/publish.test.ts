import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RIGHT_HOLDERS, SHAPES } from '../shared/vocabulary.js';
import type { Shape } from '../shared/vocabulary.js';
import { areaKey, missingDefaultAreas } from './areas.js';
import { defaultCharter, publishCharter } from './publish.js';
import type { PublishCharterCommand, PublishCharterFacts } from './publish.js';

const facts = (different: Partial<PublishCharterFacts> = {}): PublishCharterFacts => ({
  shape: 'TWO_ROLES',
  state: 'DRAFT',
  newestVersion: 0,
  ...different,
});

describe('the default charter', () => {
  it.each<[Shape, string, string, string]>([
    ['TWO_ROLES', 'CTO', 'CAIO', 'JOINT'],
    ['CTO_AND_CAIO', 'CTO', 'CAIO', 'JOINT'],
    ['FRACTIONAL_CTO', 'CTO', 'NAMED_OUTSIDE', 'CTO'],
    ['FRACTIONAL_CAIO', 'NAMED_OUTSIDE', 'CAIO', 'CAIO'],
  ])('of %s gives architecture to %s, AI risk to %s, AI team hiring to %s', (shape, architecture, risk, hiring) => {
    const rights = defaultCharter(shape, 'Ada Okafor');
    const holderOf = (area: string) => rights.find((right) => right.area === area)?.holder;
    expect([holderOf('architecture'), holderOf('ai-risk'), holderOf('ai-team-hiring')]).toEqual([
      architecture,
      risk,
      hiring,
    ]);
    expect(missingDefaultAreas(rights)).toEqual([]);
  });

  it('names who holds what is outside', () => {
    const outside = defaultCharter('FRACTIONAL_CTO', 'Ada Okafor').filter((right) => right.holder === 'NAMED_OUTSIDE');
    expect(outside).toHaveLength(6);
    expect(new Set(outside.map((right) => right.holderName))).toEqual(new Set(['Ada Okafor']));
  });
});

describe('publishing a charter', () => {
  it('without rights publishes the default one, under the next number', () => {
    expect(publishCharter({}, facts({ newestVersion: 2 }))).toEqual({
      ok: true,
      value: { version: 3, rights: defaultCharter('TWO_ROLES') },
    });
  });

  it('takes an area of the client, and reads a default one however it is written', () => {
    const rights = [
      { area: ' Legal holds ', holder: 'NAMED_OUTSIDE', holderName: ' Ada Okafor ', note: '' },
      { area: 'AI GOVERNANCE', holder: 'CAIO', holderName: ' ', note: 'with counsel' },
    ] as const;
    expect(publishCharter({ rights }, facts())).toEqual({
      ok: true,
      value: {
        version: 1,
        rights: [
          { area: 'Legal holds', holder: 'NAMED_OUTSIDE', holderName: 'Ada Okafor', note: null },
          { area: 'ai-governance', holder: 'CAIO', holderName: null, note: 'with counsel' },
        ],
      },
    });
  });

  it.each<[string, PublishCharterCommand, Partial<PublishCharterFacts>, string, string]>([
    ['no areas', { rights: [] }, {}, 'REQUIRED', 'rights'],
    ['an area without a name', { rights: [{ area: ' ', holder: 'CTO' }] }, {}, 'REQUIRED', 'rights.0.area'],
    ['an area without a word', { rights: [{ area: '--', holder: 'CTO' }] }, {}, 'INVALID', 'rights.0.area'],
    ['a NUL byte', { rights: [{ area: 'a\0', holder: 'CTO' }] }, {}, 'INVALID_TEXT', 'rights.0.area'],
    [
      'an outside holder without a name',
      { rights: [{ area: 'a', holder: 'NAMED_OUTSIDE' }] },
      {},
      'REQUIRED',
      'rights.0.holderName',
    ],
    [
      'a name beside a hat',
      { rights: [{ area: 'a', holder: 'CTO', holderName: 'Ada Okafor' }] },
      {},
      'CONTRADICTORY',
      'rights.0.holderName',
    ],
    [
      'one area twice',
      {
        rights: [
          { area: 'AI risk', holder: 'CAIO' },
          { area: 'ai_risk', holder: 'CTO' },
        ],
      },
      {},
      'DUPLICATE',
      'rights.1.area',
    ],
    [
      'a hat that is not there',
      { rights: [{ area: 'a', holder: 'CAIO' }] },
      { shape: 'FRACTIONAL_CTO' },
      'HAT_NOT_IN_SHAPE',
      'rights.0.holder',
    ],
    [
      'jointly with nobody',
      { rights: [{ area: 'a', holder: 'JOINT' }] },
      { shape: 'FRACTIONAL_CAIO' },
      'HAT_NOT_IN_SHAPE',
      'rights.0.holder',
    ],
    [
      'an area of the hat that is not there, held by the one that is',
      { rights: [{ area: 'AI risk', holder: 'CTO' }] },
      { shape: 'FRACTIONAL_CTO' },
      'OTHER_HATS_AREA',
      'rights.0.holder',
    ],
    [
      'the default ones of a single hat, with nobody to name',
      {},
      { shape: 'FRACTIONAL_CTO', outsideHolderName: null },
      'REQUIRED',
      'rights',
    ],
    ['an engagement that is over', {}, { state: 'COMPLETED' }, 'WRONG_STATE', 'engagementId'],
  ])('refuses %s', (_what, command, different, code, field) => {
    expect(publishCharter(command, facts(different))).toMatchObject({ ok: false, refusals: [{ code, field }] });
  });

  it('whatever is published has each area once, with a holder that the engagement has', () => {
    const right = fc.record({
      area: fc.oneof(fc.constantFrom('AI risk', 'ai-risk', 'architecture', 'Legal'), fc.string()),
      holder: fc.constantFrom(...RIGHT_HOLDERS),
      holderName: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(fc.constantFrom(...SHAPES), fc.array(right, { maxLength: 6 }), (shape, rights) => {
        const published = publishCharter({ rights }, facts({ shape }));
        if (!published.ok) return expect(published.refusals.length).toBeGreaterThan(0);
        const keys = published.value.rights.map(({ area }) => areaKey(area));
        expect(new Set(keys).size).toBe(rights.length);
        for (const { holder, holderName } of published.value.rights) {
          expect(holder === 'NAMED_OUTSIDE').toBe(holderName !== null);
          if (shape === 'FRACTIONAL_CTO') expect(['CTO', 'NAMED_OUTSIDE']).toContain(holder);
        }
      }),
    );
  });
});
