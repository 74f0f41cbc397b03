import { findProjectRoot } from '@bicorne/config';
import {
  buildSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A query that asks a root field for all that it can tell, some levels deep. */
export interface Walk {
  field: string;
  /** The type of the thing, where the field asks for its id. */
  ofType: string | null;
  /** With `$id` where it asks for one. */
  query: string;
}

/** Queries for every root field of the published schema whose arguments are an id, a page, or none that must be given. */
export function walksOfSchema(depth: number): Walk[] {
  const schema = buildSchema(readFileSync(join(findProjectRoot(import.meta.url), 'apps/api/schema.graphql'), 'utf8'));
  const root = Object.values(schema.getQueryType()?.getFields() ?? {});
  return root.flatMap((field) => {
    const required = field.args.filter(isRequiredArgument).filter(({ name }) => name !== 'first');
    const byId = required.length === 1 && required[0]?.name === 'id';
    if (required.length > 0 && !byId) return [];
    const type = getNamedType(field.type);
    const selection = selectionOf(field, depth, schema, byId ? ['id: $id'] : []);
    if (selection === null) return [];
    return [
      {
        field: field.name,
        ofType: byId ? type.name : null,
        query: `query${byId ? ' ($id: ID!)' : ''} { ${selection} }`,
      },
    ];
  });
}

/** Null where a field asks for more than a page, or where nothing of it is left at this depth. */
function selectionOf(
  field: GraphQLField<unknown, unknown>,
  depth: number,
  schema: GraphQLSchema,
  given: readonly string[] = [],
): string | null {
  const required = field.args.filter(isRequiredArgument).map(({ name }) => name);
  const left = required.filter((name) => name !== 'first' && !given.some((one) => one.startsWith(`${name}:`)));
  if (left.length > 0) return null;
  const page = field.args.some(({ name }) => name === 'first') ? ['first: 3'] : [];
  const args = [...given, ...page];
  const head = `${field.name}${args.length > 0 ? `(${args.join()})` : ''}`;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return head;
  if (depth === 0) return null;
  const objects = isObjectType(type) ? [type] : [...schema.getPossibleTypes(type)];
  const parts = objects.map((object) => fieldsOf(object, depth - 1, schema));
  const body = isObjectType(type)
    ? parts[0]
    : objects.map((object, index) => `... on ${object.name} { ${parts[index] ?? ''} }`).join(' ');
  return body ? `${head} { ${body} }` : null;
}

function fieldsOf(type: GraphQLObjectType, depth: number, schema: GraphQLSchema): string {
  // The frames of a page are no level of their own.
  const below = /Connection$|Edge$/.test(type.name) ? depth + 1 : depth;
  return Object.values(type.getFields())
    .flatMap((field) => selectionOf(field, below, schema) ?? [])
    .join(' ');
}
