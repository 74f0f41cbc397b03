import { describe, expect, it } from '@jest/globals';
import { readPerson } from './person.js';

const person = { name: 'Ada Okafor', email: 'Ada@Example.com', password: 'long enough it is' };

describe('readPerson', () => {
  it('takes a person and writes the address in lower case', () => {
    expect(readPerson(person)).toEqual({ ok: true, value: { ...person, email: 'ada@example.com' } });
  });

  it('names every field that cannot stand', () => {
    const decision = readPerson({ name: ' ', email: 'nobody', password: 'short' });
    expect(decision.ok ? [] : decision.refusals.map((refusal) => refusal.field)).toEqual(['name', 'email', 'password']);
  });
});
