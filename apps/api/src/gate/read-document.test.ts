import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { MAX_TEXT_BYTES } from './limits.js';
import { documentReader } from './read-document.js';

const schema = buildSchema('type Query { a: Int }');

describe('the reader of documents', () => {
  it('reads a text once', () => {
    const read = documentReader(schema);
    expect(read('{ a }')).toBe(read('{ a }'));
  });

  it('keeps nothing of a text that is too long', () => {
    const read = documentReader(schema);
    const long = `{ a } #${'x'.repeat(MAX_TEXT_BYTES)}`;
    expect(read(long).errors?.[0]?.extensions['code']).toBe('QUERY_TOO_COMPLEX');
    expect(read(long)).not.toBe(read(long));
  });

  it('forgets the oldest texts when those it keeps grow too many', () => {
    const read = documentReader(schema);
    const first = read('{ a }');
    for (let i = 0; i < 40; i++) read(`{ a } #${i}${'x'.repeat(MAX_TEXT_BYTES - 20)}`);
    expect(read('{ a }')).not.toBe(first);
  });
});
