import { mayUse, type AccessLevel, type Caller } from '@bicorne/identity';
import { findProjectRoot } from '@bicorne/config';
import type { Role } from '@bicorne/domain';
import { buildSchema, isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export type OperationKind = 'query' | 'mutation' | 'subscription';

/** The published schema, with what its fields declare. */
export interface Published {
  schema: GraphQLSchema;
  /** The object types whose fields are asked for, without GraphQL's own. */
  types: readonly GraphQLObjectType[];
  /** The type of the ids that come in at `Input.field` or `Type.field.argument`. */
  idTypeAt(place: string): string;
  /** Whether a role may use `Type.field`; null is nobody. */
  allows(role: Role | null, field: string): boolean;
  rootOf(kind: OperationKind): GraphQLObjectType;
}

export function published(): Published {
  const script = join(findProjectRoot(), 'test/lint/schema-facts.js');
  const said = execFileSync(process.execPath, [script], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  const { sdl, access, ids } = JSON.parse(said) as {
    sdl: string;
    access: Record<string, AccessLevel>;
    ids: Record<string, string>;
  };
  const schema = buildSchema(sdl);
  return {
    schema,
    types: Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith('__')),
    idTypeAt: (place) => told(ids, place),
    allows: (role, field) => mayUse(told(access, field), role && ({ role } as Caller)),
    rootOf: (kind) => {
      const roots = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: null };
      const root = roots[kind] ?? schema.getSubscriptionType();
      if (!root) throw new Error(`There is no ${kind}.`);
      return root;
    },
  };
}

function told<Value>(facts: Record<string, Value>, place: string): Value {
  const value = facts[place];
  if (value === undefined) throw new Error(`The schema says nothing of ${place}.`);
  return value;
}
