import { describe, expect, it } from '@jest/globals';
import { DEFAULT_AREAS, areaKey, areaLabel, canonicalArea, missingDefaultAreas, sameArea } from './areas.js';

describe('areas of decision', () => {
  it('are thirteen by default: six of the CTO, six of the CAIO, one of both', () => {
    const count = (holder: string) => DEFAULT_AREAS.filter((area) => area.holder === holder).length;
    expect([count('CTO'), count('CAIO'), count('JOINT')]).toEqual([6, 6, 1]);
  });

  it('are kept by the key of their label', () => {
    expect(DEFAULT_AREAS.map(({ label }) => areaKey(label))).toEqual(DEFAULT_AREAS.map(({ area }) => area));
  });

  it.each([
    ['Platform & Infrastructure', 'platform-and-infrastructure'],
    ['PLATFORM_AND_INFRASTRUCTURE', 'platform-and-infrastructure'],
    [' build vs. buy ', 'build-versus-buy'],
    ['AI build, buy or sunset', 'ai-build-buy-or-sunset'],
    ['Ai  Risk!', 'ai-risk'],
    ['Sécurité', 'securite'],
    ['数据', '数据'],
    ['???', ''],
  ])('%j is matched as %j', (written, key) => expect(areaKey(written)).toBe(key));

  it('do not match where the words differ', () => expect(sameArea('AI risk', 'AI risks')).toBe(false));

  it('keep an added area as it was written', () => {
    expect(canonicalArea('Legal Holds')).toBe('Legal Holds');
    expect(areaLabel('Legal Holds')).toBe('Legal Holds');
    expect(canonicalArea('AI Governance')).toBe('ai-governance');
    expect(areaLabel('ai-governance')).toBe('AI governance');
  });

  it('are missed by name', () => {
    const rights = DEFAULT_AREAS.filter(({ area }) => area !== 'ai-risk').map(({ label }) => ({ area: label }));
    expect(missingDefaultAreas(rights).map(({ area }) => area)).toEqual(['ai-risk']);
  });
});
