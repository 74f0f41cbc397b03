import { describe, expect, it } from '@jest/globals';
import { decideWorkspace, type WorkspaceCommand } from './workspace.js';

const northbank: WorkspaceCommand = {
  slug: 'northbank',
  name: 'Northbank Advisory',
  timeZone: 'Europe/Zurich',
  currency: 'CHF',
  owner: { name: 'Ada Berger', email: 'Ada@Northbank.example', password: 'a first password' },
};

function fieldsRefused(change: Partial<WorkspaceCommand>): (string | undefined)[] {
  const result = decideWorkspace({ ...northbank, ...change });
  return result.ok ? [] : result.refusals.map((refusal) => refusal.field);
}

describe('a new workspace', () => {
  it('is kept with the address of its owner in lower case', () => {
    expect(decideWorkspace(northbank)).toEqual({
      ok: true,
      value: { ...northbank, owner: { ...northbank.owner, email: 'ada@northbank.example' } },
    });
  });

  it.each(['', 'North', 'north bank', '-north', 'north-', 'north--bank', 'a'.repeat(64), 'nørd', '../x'])(
    'refuses the slug %j',
    (slug) => expect(fieldsRefused({ slug })).toEqual(['slug']),
  );

  it.each(['n', '4', 'north-bank-2', 'a'.repeat(63)])('takes the slug %j', (slug) =>
    expect(fieldsRefused({ slug })).toEqual([]),
  );

  it('refuses everything that is wrong at once, by field', () => {
    const owner = { name: '', email: 'nobody', password: 'short' };
    expect(fieldsRefused({ name: ' ', timeZone: 'Mars/Olympus', currency: 'eur', owner })).toEqual([
      'name',
      'timeZone',
      'currency',
      'owner.name',
      'owner.email',
      'owner.password',
    ]);
  });
});
