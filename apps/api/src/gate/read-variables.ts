import {
  coerceInputValue,
  isInputType,
  isNonNullType,
  print,
  typeFromAST,
  valueFromAST,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { BadUserInput } from '../graphql/errors.js';
import { MAX_ERRORS } from './limits.js';
import { findUnstorable } from './text.js';

const MAX_MESSAGE = 300;

/** Thrown where there is nothing more to tell. */
const ENOUGH = new Error('Enough mistakes.');

/**
 * What is wrong with the variables of an operation, each with the place of the value: `input.assignments.0.hat`. Values
 * are not repeated, for they may be long.
 *
 * @param hideSuggestions whether messages leave out what a name could have been
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  hideSuggestions: boolean,
): BadUserInput[] {
  const errors: BadUserInput[] = [];
  const report = (path: string, message: string): void => {
    if (errors.length < MAX_ERRORS) errors.push(new BadUserInput(`${path}: ${message}`.slice(0, MAX_MESSAGE), path));
  };
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!type || !isInputType(type)) continue;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) {
      const fallback = definition.defaultValue && valueFromAST(definition.defaultValue, type);
      if (fallback === undefined && isNonNullType(type))
        report(name, `A value of the type ${print(definition.type)} is missing.`);
      continue;
    }
    if (value === null && isNonNullType(type)) {
      report(name, `A value of the type ${print(definition.type)} is missing.`);
      continue;
    }
    try {
      coerceInputValue(
        value,
        type,
        (path, _value, error) => {
          report([name, ...path].join('.'), error.message);
          // For each name that it does not know graphql looks for the one that was meant.
          if (errors.length === MAX_ERRORS) throw ENOUGH;
        },
        hideSuggestions,
      );
    } catch (error) {
      if (error !== ENOUGH) throw error;
      return errors;
    }
  }
  if (errors.length === 0) {
    const found = findUnstorable(variables);
    if (found) report(found.path, `The text holds ${found.fault}, which cannot be kept.`);
  }
  return errors;
}
