import { execute, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Operation } from '../gate/gate.js';
import { formatError, type LogInternal } from './errors.js';

/** Runs an operation that the gate admitted. */
export type Executor = (operation: Operation, context: object) => Promise<FormattedResult>;

/** What an operation answers, with errors as callers are told them. */
export interface FormattedResult extends Omit<ExecutionResult, 'errors'> {
  errors?: GraphQLFormattedError[];
}

/** An operation that is asked for again and again is compiled at this time. */
const COMPILED_AT = 3;

interface Known {
  asked: number;
  compiled: CompiledQuery | null;
}

/**
 * Runs what the gate has read: nothing is parsed or validated anew. What is compiled lives as long as the gate keeps the
 * document.
 */
export function openExecutor(schema: GraphQLSchema, log: LogInternal): Executor {
  const known = new WeakMap<Operation['definition'], Known>();

  const compiledFor = ({ document, definition, operationName }: Operation): CompiledQuery | null => {
    const one = known.get(definition) ?? { asked: 0, compiled: null };
    known.set(definition, one);
    if (++one.asked === COMPILED_AT) {
      const compiled = compileQuery(schema, document, operationName);
      if (isCompiledQuery(compiled)) one.compiled = compiled;
    }
    return one.compiled;
  };

  return async (operation, context) => {
    const { document, operationName, variables } = operation;
    const compiled = compiledFor(operation);
    const { errors, ...rest } = compiled
      ? await compiled.query(undefined, context, variables)
      : await execute({ schema, document, operationName, variableValues: variables, contextValue: context });
    return errors ? { ...rest, errors: errors.map((error) => formatError(error, log)) } : rest;
  };
}
