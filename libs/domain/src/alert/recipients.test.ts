import { describe, expect, it } from '@jest/globals';
import type { RuleCode } from '../drift/index.js';
import type { Hat } from '../shared/vocabulary.js';
import type { EscalationLevel } from './escalation.js';
import { recipientsAgain, recipientsOf, recipientsOfLevel } from './recipients.js';
import type { EngagementPerson, Told } from './recipients.js';

const owner: EngagementPerson = { id: 'owner', role: 'OWNER', wears: [] };
const partner: EngagementPerson = { id: 'partner', role: 'PARTNER', wears: [] };
const cto: EngagementPerson = { id: 'cto', role: 'PRACTITIONER', wears: ['CTO'] };
const caio: EngagementPerson = { id: 'caio', role: 'PRACTITIONER', wears: ['CAIO'] };
const both: EngagementPerson = { id: 'both', role: 'PARTNER', wears: ['CTO', 'CAIO'] };
const bystander: EngagementPerson = { id: 'bystander', role: 'PRACTITIONER', wears: [] };
const sponsor: EngagementPerson = { id: 'sponsor', role: 'SPONSOR', wears: [] };

const everyone = [owner, partner, cto, caio, bystander, sponsor];
const about = (hat: Hat | null, rule: RuleCode = 'LATE') => ({ hat, rule });
const ids = (told: Told<EngagementPerson>) => told.people.map(({ id }) => id);

describe('recipientsOf', () => {
  it.each<[string, Hat | null, EngagementPerson[], string[]]>([
    ['who wears the hat', 'CAIO', everyone, ['caio']],
    ['one person with both hats', 'CTO', [owner, both], ['both']],
    ['about the engagement: everyone with a hat', null, everyone, ['cto', 'caio']],
    ['nobody wears it: the partners', 'CAIO', [owner, partner, cto, sponsor], ['partner']],
    ['nobody wears it, no partner: the owners', 'CAIO', [owner, cto, sponsor], ['owner']],
    ['nobody at all', 'CAIO', [bystander, sponsor], []],
    ['each once', null, [both, both], ['both']],
  ])('%s', (_, hat, people, expected) => {
    expect(ids(recipientsOf(about(hat), people))).toEqual(expected);
  });

  it('of what waits for the client: the sponsors, and without one whoever wears the hat', () => {
    expect(ids(recipientsOf(about('CTO', 'WAITING_ON_CLIENT'), everyone))).toEqual(['sponsor']);
    expect(ids(recipientsOf(about('CTO', 'WAITING_ON_CLIENT'), [owner, cto]))).toEqual(['cto']);
  });

  it.each<[Hat | null, EngagementPerson[], string]>([
    ['CTO', [cto], 'You wear the CTO hat.'],
    [null, [cto], 'You wear a hat in this engagement.'],
    ['CAIO', [partner, cto], 'Nobody wears the CAIO hat. You answer for the portfolio.'],
    ['CAIO', [owner, cto], 'Nobody wears the CAIO hat. You own the practice.'],
  ])('says why, about %s to %j', (hat, people, because) => {
    expect(recipientsOf(about(hat), people).because).toBe(because);
  });
});

describe('recipientsOfLevel', () => {
  it.each<[string, EscalationLevel, EscalationLevel[], EngagementPerson[], string[]]>([
    ['partners', 'PARTNER', [], everyone, ['partner']],
    ['owners', 'OWNER', ['PARTNER'], everyone, ['owner']],
    ['sponsors', 'SPONSOR', ['PARTNER', 'OWNER'], everyone, ['sponsor']],
    ['no partner: the owners in their place', 'PARTNER', [], [owner, cto], ['owner']],
    ['and then nobody is left to tell', 'OWNER', ['PARTNER'], [owner, cto], []],
    ['a partner who wears the hat was told at once', 'PARTNER', [], [owner, both], []],
    ['every partner', 'PARTNER', [], [partner, { ...partner, id: 'second' }, cto], ['partner', 'second']],
  ])('%s', (_, level, reached, people, expected) => {
    expect(ids(recipientsOfLevel(level, about('CTO'), reached, people))).toEqual(expected);
  });

  it('says how long nobody answered', () => {
    expect(recipientsOfLevel('OWNER', about('CTO'), [], everyone).because).toBe(
      'Nobody has acknowledged it for 5 working days. You own the practice.',
    );
  });
});

describe('recipientsAgain', () => {
  it.each<[string, EscalationLevel[], string[]]>([
    ['nobody but those of at once', [], ['cto']],
    ['everyone whom it reached', ['PARTNER', 'OWNER'], ['cto', 'partner', 'owner']],
  ])('%s', (_, reached, expected) => {
    expect(recipientsAgain(about('CTO'), reached, everyone).flatMap(ids)).toEqual(expected);
  });
});
