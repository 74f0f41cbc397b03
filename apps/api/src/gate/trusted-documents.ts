import type { GraphQLSchema } from 'graphql';
import { existsSync, readFileSync } from 'node:fs';
import { readDocument, type ReadDocument } from './read-document.js';

/** GraphQL texts by their ids. */
export type DocumentTexts = ReadonlyMap<string, string>;

/** The documents that a build of the admin wrote to `file`, by id; none where it is not built. */
export function readManifest(file: string): DocumentTexts {
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
}

/** Finds a document by its id, null where none has it. Each is read when it is first asked for, and then kept. */
export function openTrustedDocuments(schema: GraphQLSchema, texts: DocumentTexts): (id: string) => ReadDocument | null {
  const known = new Map<string, ReadDocument>();
  return (id) => {
    const kept = known.get(id);
    if (kept) return kept;
    const text = texts.get(id);
    if (text === undefined) return null;
    const read = readDocument(schema, text);
    known.set(id, read);
    return read;
  };
}
