import { describe, expect, it } from '@jest/globals';
import { someAnswers } from './all-answers.fixture.js';
import { decideProspect, decidePublicIntake } from './public-intake.js';

const entered = {
  company: ' Tessel Logistics ',
  contactName: 'Petra Lund',
  contactEmail: 'Petra@Tessel.example',
  website: 'https://tessel.example',
  ...someAnswers(),
};

describe('a prospect', () => {
  it('is taken with the company, the contact and the answers', () => {
    expect(decideProspect(entered)).toEqual({
      ok: true,
      value: {
        client: {
          name: 'Tessel Logistics',
          stage: 'MID_MARKET',
          website: 'https://tessel.example',
          timeZone: null,
          notes: null,
        },
        contactName: 'Petra Lund',
        contactEmail: 'petra@tessel.example',
        answers: someAnswers(),
      },
    });
  });

  it.each<[string, object, [string, string][]]>([
    ['no company', { company: ' ' }, [['REQUIRED', 'company']]],
    ['an endless company', { company: 'x'.repeat(201) }, [['TOO_LONG', 'company']]],
    ['no name', { contactName: '' }, [['REQUIRED', 'contactName']]],
    ['no address', { contactEmail: '' }, [['REQUIRED', 'contactEmail']]],
    ['what is no address', { contactEmail: 'petra' }, [['INVALID', 'contactEmail']]],
    ['a website that runs a script', { website: 'javascript:alert(1)' }, [['INVALID_URL', 'website']]],
    ['an unanswered question', { platform: null }, [['REQUIRED', 'platform']]],
    ['a field that only programs see', { leaveEmpty: 'https://spam.example' }, [['INVALID', 'leaveEmpty']]],
    [
      'several at once',
      { company: '', contactEmail: 'x', aiStory: 'MAYBE' },
      [
        ['REQUIRED', 'company'],
        ['INVALID', 'contactEmail'],
        ['INVALID', 'aiStory'],
      ],
    ],
  ])('is refused with %s', (_what, different, expected) => {
    const decision = decideProspect({ ...entered, ...different });
    expect(decision.ok ? [] : decision.refusals.map(({ code, field }) => [code, field])).toEqual(expected);
  });
});

describe('the public intake', () => {
  it('has an introduction or none', () => {
    expect(decidePublicIntake({ enabled: true, introduction: ' Welcome. ' })).toEqual({
      ok: true,
      value: { enabled: true, introduction: 'Welcome.' },
    });
    expect(decidePublicIntake({ enabled: false, introduction: ' ' })).toMatchObject({ value: { introduction: null } });
  });

  it('is refused with an endless one', () =>
    expect(decidePublicIntake({ enabled: true, introduction: 'x'.repeat(2_001) })).toMatchObject({
      refusals: [{ code: 'TOO_LONG', field: 'introduction' }],
    }));
});
