import { describe, expect, it } from '@jest/globals';
import { GraphQLID, GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema, GraphQLString, graphql } from 'graphql';
import { ACCESS } from './access.js';
import { finishSchema } from './finish-schema.js';
import { toGlobalId } from '@bicorne/application';
import { GLOBAL_ID } from './global-id.js';

const ID = '0b8f6f0e-6f0e-4b8f-8f6f-0e6f0e4b8f6f';

describe('finishSchema', () => {
  it('fails on a field without declared access and names it', () => {
    const Query = new GraphQLObjectType({
      name: 'Query',
      fields: {
        open: { type: GraphQLString, extensions: { [ACCESS]: 'PUBLIC' } },
        forgotten: { type: GraphQLString },
        misspelt: { type: GraphQLString, extensions: { [ACCESS]: 'EVERYBODY' } },
      },
    });
    expect(() => finishSchema(new GraphQLSchema({ query: Query }))).toThrow('Query.forgotten, Query.misspelt.');
  });

  it('sends ids out opaque and gives resolvers row ids, nested ones too', async () => {
    const Inner = new GraphQLInputObjectType({
      name: 'Inner',
      fields: { hatId: { type: GraphQLID, extensions: { [GLOBAL_ID]: 'Hat' } } },
    });
    const Outer = new GraphQLInputObjectType({ name: 'Outer', fields: { inner: { type: Inner } } });
    const Thing = new GraphQLObjectType({
      name: 'Thing',
      extensions: { [ACCESS]: 'PUBLIC' },
      fields: { id: { type: GraphQLID, extensions: { [GLOBAL_ID]: 'Thing' } } },
    });
    let given: unknown;
    const Query = new GraphQLObjectType({
      name: 'Query',
      extensions: { [ACCESS]: 'PUBLIC' },
      fields: {
        thing: {
          type: Thing,
          args: { input: { type: Outer } },
          resolve: (_source, args: object) => {
            given = JSON.parse(JSON.stringify(args));
            return { id: ID };
          },
        },
      },
    });
    const schema = finishSchema(new GraphQLSchema({ query: Query }));
    const ask = (hatId: string) =>
      graphql({
        schema,
        source: 'query($input: Outer) { thing(input: $input) { id } }',
        variableValues: { input: { inner: { hatId } } },
      });
    const { data } = await ask(toGlobalId('Hat', ID));
    expect(data?.['thing']).toEqual({ id: toGlobalId('Thing', ID) });
    expect(given).toEqual({ input: { inner: { hatId: ID } } });
    expect((await ask(toGlobalId('Thing', ID))).errors?.[0]?.originalError?.name).toBe('Error');
  });
});
