import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../graphql-env.js';

/** Writes a GraphQL document whose result and variables are typed from the published schema. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  /** `Date` is YYYY-MM-DD, `DateTime` is ISO 8601; both stay text until `format/` shows them. */
  scalars: { Date: string; DateTime: string };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
export { readFragment } from 'gql.tada';
