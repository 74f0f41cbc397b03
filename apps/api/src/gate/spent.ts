import { OperationTypeNode } from 'graphql';
import type { Operation } from './gate.js';

/** What an operation cost: the fields that it returned. A mutation costs what it was weighed at, whatever it returns. */
export function spentBy({ definition, cost }: Pick<Operation, 'definition' | 'cost'>, data: unknown): number {
  if (definition.operation === OperationTypeNode.MUTATION) return cost;
  let fields = 1;
  const waiting = [data];
  while (waiting.length > 0 && fields < cost) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    const inner: unknown[] = Object.values(value);
    if (!Array.isArray(value)) fields += inner.length;
    waiting.push(...inner);
  }
  return Math.min(fields, cost);
}
