import { describe, expect, it } from '@jest/globals';
import { MEMBER_ROLES } from '../shared/vocabulary.js';
import { decidePerson } from './person.js';

const person = {
  name: 'Ada Okafor',
  email: 'Ada@Example.com',
  role: 'PARTNER',
  password: 'long enough it is',
} as const;

describe('decidePerson', () => {
  it('takes a person and writes the address in lower case', () => {
    expect(decidePerson(person, MEMBER_ROLES)).toEqual({ ok: true, value: { ...person, email: 'ada@example.com' } });
  });

  it('names every field that cannot stand', () => {
    const decision = decidePerson<string>(
      { name: ' ', email: 'nobody', role: 'SPONSOR', password: 'short' },
      MEMBER_ROLES,
    );
    const fields = decision.ok ? [] : decision.refusals.map((refusal) => refusal.field);
    expect(fields).toEqual(['name', 'email', 'role', 'password']);
  });
});
