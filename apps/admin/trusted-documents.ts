import { Kind, parse, print, visit, type DefinitionNode, type FragmentDefinitionNode } from 'graphql';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { formatDocument } from 'urql';
import { parseSync, type Plugin } from 'vite';

/** One `graphql(…)` of a source: where it stands, and what its text defines. */
interface Call {
  start: number;
  end: number;
  definitions: readonly DefinitionNode[];
}

/** Documents by their ids, `sha256:` and the hash of the text. */
export type Manifest = Readonly<Record<string, string>>;

/**
 * Takes the texts of the admin's documents out of what browsers are sent: each becomes its id, and the server is given
 * the texts by id in `manifest`. Where the admin is served while it is written (`vite`), texts are sent.
 *
 * @param sources the folder of the admin's sources
 * @param manifest the file to write; not where the server serves from
 */
export function trustedDocuments(sources: string, manifest: string): Plugin {
  let ids = new Map<string, string>();
  return {
    name: 'trusted-documents',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const documents = documentsOf(sources);
      ids = new Map([...documents].map(([name, { id }]) => [name, id]));
      const texts: Manifest = Object.fromEntries([...documents.values()].map(({ id, text }) => [id, text]));
      // In a fresh checkout the folder is not there yet: the server is built beside.
      mkdirSync(dirname(manifest), { recursive: true });
      writeFileSync(manifest, `${JSON.stringify(texts, null, 1)}\n`);
    },
    transform(code, path) {
      if (!path.startsWith(sources) || !isSource(path)) return null;
      const calls = callsOf(code, path);
      if (calls.length === 0) return null;
      let changed = code;
      for (const { start, end, definitions } of calls.toReversed()) {
        const document = JSON.stringify({ kind: Kind.DOCUMENT, definitions: [], ...idIn(definitions, ids) });
        changed = `${changed.slice(0, start)}(${document})${changed.slice(end)}`;
      }
      return { code: changed, map: null };
    },
  };
}

/** A fragment alone is never sent. */
function idIn(definitions: readonly DefinitionNode[], ids: ReadonlyMap<string, string>): { documentId?: string } {
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) return { documentId: ids.get(definition.name?.value ?? '') };
  return {};
}

/**
 * The operations of all sources by name, each with the fragments that it spreads, as urql would send them.
 *
 * @throws Error where two have one name, or a fragment is not there
 */
function documentsOf(sources: string): Map<string, { id: string; text: string }> {
  const operations = new Map<string, DefinitionNode>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' });
  for (const path of files.filter(isSource).map((name) => join(sources, name))) {
    for (const definition of callsOf(readFileSync(path, 'utf8'), path).flatMap(({ definitions }) => definitions)) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION && definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const name = definition.name?.value;
      const known: Map<string, DefinitionNode> = definition.kind === Kind.FRAGMENT_DEFINITION ? fragments : operations;
      if (name === undefined || known.has(name))
        throw new Error(`${relative(sources, path)}: ${name ?? 'A document'} needs a name that no other has.`);
      known.set(name, definition);
    }
  }
  return new Map(
    [...operations].map(([name, operation]) => {
      const definitions = [operation, ...spreadBy(operation, fragments, new Set())];
      const text = print(formatDocument({ kind: Kind.DOCUMENT, definitions }));
      return [name, { id: `sha256:${createHash('sha256').update(text).digest('hex')}`, text }];
    }),
  );
}

function spreadBy(
  definition: DefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found: Set<FragmentDefinitionNode>,
): Set<FragmentDefinitionNode> {
  visit(definition, {
    FragmentSpread: ({ name }) => {
      const fragment = fragments.get(name.value);
      if (!fragment) throw new Error(`No document defines the fragment ${name.value}.`);
      if (found.has(fragment)) return;
      found.add(fragment);
      spreadBy(fragment, fragments, found);
    },
  });
  return found;
}

function isSource(path: string): boolean {
  return /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path);
}

/** The calls of `graphql` with a text, in their order. @throws Error where the text of one is put together */
function callsOf(code: string, path: string): Call[] {
  if (!code.includes('graphql(')) return [];
  const calls: Call[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(look);
    if (typeof node !== 'object' || node === null) return;
    if (isCall(node) && node.callee.name === 'graphql') {
      const text = textOf(node.arguments[0]);
      if (text === null) throw new Error(`${path}: The text of a document is written out, so that a build finds it.`);
      calls.push({ start: node.start, end: node.end, definitions: parse(text, { noLocation: true }).definitions });
    }
    for (const inner of Object.values(node)) look(inner);
  };
  look(parseSync(path, code).program.body);
  return calls.sort((one, other) => one.start - other.start);
}

interface CallNode {
  start: number;
  end: number;
  callee: { name?: unknown };
  arguments: readonly object[];
}

function isCall(node: object): node is CallNode {
  return 'type' in node && node.type === 'CallExpression';
}

function textOf(argument: object | undefined): string | null {
  if (!argument || !('quasis' in argument)) return null;
  const { quasis } = argument as { quasis: readonly { value: { cooked: string } }[] };
  return quasis.length === 1 ? (quasis[0]?.value.cooked ?? null) : null;
}
