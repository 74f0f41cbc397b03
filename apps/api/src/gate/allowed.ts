import { hasScope, mayUse, type AccessLevel, type Caller } from '@bicorne/identity';
import {
  getNamedType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { ApiError } from '../graphql/errors.js';
import { accessOf } from '../graphql/finish-schema.js';

export interface FieldUse {
  /** `Client.notes`. */
  field: string;
  level: AccessLevel;
}

export interface OperationUse {
  fields: readonly FieldUse[];
  introspection: boolean;
}

/**
 * Every field that an operation asks for, once, with its declared access: through fragments, and also where a directive
 * may leave it out. The schema has no interfaces and no unions, so a field's type is known from the text.
 */
export function usedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationUse {
  const root = schema.getRootType(operation.operation);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const levels = new Map<string, AccessLevel>();
  const visited = new Set<string>();
  let introspection = false;

  const visit = (type: GraphQLObjectType, selections: SelectionSetNode): void => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name === '__schema' || name === '__type') introspection = true;
        const field = type.getFields()[name];
        if (!field) continue;
        const level = accessOf(type, field);
        if (level === null) throw new Error(`${type.name}.${name} has no declared access.`);
        levels.set(`${type.name}.${name}`, level);
        const inner = getNamedType(field.type);
        if (selection.selectionSet) visitType(inner.name, selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visitType(selection.typeCondition?.name.value ?? type.name, selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) visitType(fragment.typeCondition.name.value, fragment.selectionSet);
      }
    }
  };
  const visitType = (name: string, selections: SelectionSetNode): void => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is not an object type; access is declared on those alone.`);
    visit(type, selections);
  };

  if (root) visit(root, operation.selectionSet);
  return { fields: [...levels].map(([field, level]) => ({ field, level })), introspection };
}

/** Why the caller may not run this, or null. Nobody learns from it whether a row exists. */
export function refusalOf(
  use: OperationUse,
  operation: OperationDefinitionNode['operation'],
  caller: Caller | null,
  publicIntrospection: boolean,
): ApiError | null {
  if (caller === null) {
    const asksMore = use.fields.some(({ level }) => level !== 'PUBLIC');
    return asksMore || (use.introspection && !publicIntrospection)
      ? new ApiError('UNAUTHENTICATED', 'Sign in, or send a valid token as `Authorization: Bearer`.')
      : null;
  }
  const scope = operation === OperationTypeNode.MUTATION ? 'WRITE' : 'READ';
  if (!hasScope(caller, scope)) return new ApiError('FORBIDDEN', `The token has not the scope ${scope}.`);
  const denied = use.fields.filter(({ level }) => !mayUse(level, caller)).map(({ field }) => field);
  if (denied.length === 0) return null;
  return new ApiError('FORBIDDEN', `The role ${caller.role} may not use ${denied.slice(0, 10).join(', ')}.`, {
    fields: denied.slice(0, 10),
  });
}
