import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { fillDefaults } from './fill-defaults.js';

const schema = buildSchema(`
  input Inner { options: [String!]! = [], note: String }
  input Outer { inner: Inner, list: [Inner!], size: Int! = 3 }
  type Query { find(input: Outer!, page: Int): Int }
`);
const operation = getOperationAST(parse('query ($input: Outer!, $page: Int) { find(input: $input, page: $page) }'))!;

describe('what is left out of an input', () => {
  it.each([
    ['is its default', {}, { size: 3 }],
    ['is so inside an input', { inner: {} }, { inner: { options: [] }, size: 3 }],
    [
      'is so in each of a list',
      { list: [{}, { options: ['a'] }] },
      { list: [{ options: [] }, { options: ['a'] }], size: 3 },
    ],
    ['is so in one that stands for a list', { list: {} }, { list: { options: [] }, size: 3 }],
    ['stays out where it has none', { inner: { options: ['a'] }, size: 1 }, { inner: { options: ['a'] }, size: 1 }],
    ['is not what was given as null', { inner: null, size: 1 }, { inner: null, size: 1 }],
  ])('%s', (_what, input, filled) => expect(fillDefaults(schema, operation, { input })).toEqual({ input: filled }));

  it('leaves what was sent as it was', () => {
    const sent = { input: { inner: {} } };
    fillDefaults(schema, operation, sent);
    expect(sent).toEqual({ input: { inner: {} } });
  });
});
