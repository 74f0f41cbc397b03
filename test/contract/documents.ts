import { readFileSync } from 'node:fs';
import {
  Kind,
  parse,
  print,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

/** The published contract, whole. */
export const CONTRACT: DocumentNode = parse(readFileSync(new URL('./operations.graphql', import.meta.url), 'utf8'));

/** One operation of the contract with the fragments that it needs, as an integration sends it. */
export function operation(name: string): string {
  const definition = CONTRACT.definitions.find(
    (candidate): candidate is OperationDefinitionNode =>
      candidate.kind === Kind.OPERATION_DEFINITION && candidate.name?.value === name,
  );
  if (!definition) throw new Error(`The contract has no operation ${name}`);
  const fragments = new Map<string, FragmentDefinitionNode>();
  collect(print(definition), fragments);
  return [definition, ...fragments.values()].map(print).join('\n\n');
}

/** The names of all its operations. */
export const OPERATIONS = CONTRACT.definitions.flatMap((definition) =>
  definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
);

function collect(text: string, found: Map<string, FragmentDefinitionNode>): void {
  for (const [, name] of text.matchAll(/\.\.\.\s*([A-Za-z_]\w*)/g)) {
    const fragment = CONTRACT.definitions.find(
      (candidate): candidate is FragmentDefinitionNode =>
        candidate.kind === Kind.FRAGMENT_DEFINITION && candidate.name.value === name,
    );
    if (!fragment || name === undefined || found.has(name)) continue;
    found.set(name, fragment);
    collect(print(fragment), found);
  }
}
