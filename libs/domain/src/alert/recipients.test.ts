import { describe, expect, it } from '@jest/globals';
import type { Hat } from '../shared/vocabulary.js';
import { recipientsOf } from './recipients.js';
import type { EngagementPerson } from './recipients.js';

const owner: EngagementPerson = { memberId: 'owner', role: 'OWNER', wears: [] };
const partner: EngagementPerson = { memberId: 'partner', role: 'PARTNER', wears: [] };
const cto: EngagementPerson = { memberId: 'cto', role: 'PRACTITIONER', wears: ['CTO'] };
const caio: EngagementPerson = { memberId: 'caio', role: 'PRACTITIONER', wears: ['CAIO'] };
const both: EngagementPerson = { memberId: 'both', role: 'PARTNER', wears: ['CTO', 'CAIO'] };
const bystander: EngagementPerson = { memberId: 'bystander', role: 'PRACTITIONER', wears: [] };

describe('recipientsOf', () => {
  it.each<[string, Hat | null, EngagementPerson[], string[]]>([
    ['who wears the hat', 'CAIO', [owner, partner, cto, caio, bystander], ['caio']],
    ['one person with both hats', 'CTO', [owner, both], ['both']],
    ['about the engagement: everyone with a hat', null, [owner, partner, cto, caio], ['cto', 'caio']],
    ['nobody wears it: the partners', 'CAIO', [owner, partner, cto], ['partner']],
    ['nobody wears it, no partner: the owners', 'CAIO', [owner, cto], ['owner']],
    ['nobody at all', 'CAIO', [bystander], []],
    ['each once', null, [both, both], ['both']],
  ])('%s', (_, hat, people, expected) => {
    expect(recipientsOf({ hat }, people)).toEqual(expected);
  });
});
