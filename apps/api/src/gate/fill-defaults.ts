import {
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/**
 * Variables that were found to be in order, with the defaults of input fields that were left out. The just-in-time executor
 * takes a field that must not be null for missing, though it has a default.
 */
export function fillDefaults(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Values): Values {
  const filled: Record<string, unknown> = { ...variables };
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    if (type && isInputType(type) && Object.hasOwn(filled, name)) filled[name] = fillValue(type, filled[name]);
  }
  return filled;
}

function fillValue(given: GraphQLInputType, value: unknown): unknown {
  const type = isNonNullType(given) ? given.ofType : given;
  if (value === null || value === undefined) return value;
  if (isListType(type)) {
    const item: GraphQLInputType = type.ofType;
    return Array.isArray(value) ? value.map((inner) => fillValue(item, inner)) : fillValue(item, value);
  }
  if (!isInputObjectType(type) || typeof value !== 'object') return value;
  const filled: Record<string, unknown> = { ...value };
  for (const field of Object.values(type.getFields())) {
    if (filled[field.name] !== undefined) filled[field.name] = fillValue(field.type, filled[field.name]);
    else if (field.defaultValue !== undefined) filled[field.name] = field.defaultValue;
  }
  return filled;
}
