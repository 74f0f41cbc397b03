import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { openTrustedDocuments } from './trusted-documents.js';

const schema = buildSchema('type Query { a: Int }');

describe('the trusted documents', () => {
  const find = openTrustedDocuments(
    schema,
    new Map([
      ['sha256:1', '{ a }'],
      ['sha256:2', '{ b }'],
    ]),
  );

  it('are read once and kept', () => {
    expect(find('sha256:1')?.document).toBeTruthy();
    expect(find('sha256:1')).toBe(find('sha256:1'));
  });

  it('are no others', () => {
    for (const id of ['', 'sha256:3', '__proto__', 'constructor', '{ a }']) expect(find(id)).toBeNull();
  });

  it('are checked like any text', () => {
    expect(find('sha256:2')?.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
