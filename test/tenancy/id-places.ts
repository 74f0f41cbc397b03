import { getNamedType, isObjectType } from 'graphql';
import { routesFor, type Route } from './documents.js';
import { pathsTo, type InputPath } from './inputs.js';
import type { OperationKind, Published } from './published.js';

/** A place in the schema where a value comes in: an argument, or a field somewhere inside one. */
export interface InputPlace {
  /** `Mutation.importRevision.input.evidence.fileId`. */
  name: string;
  /** `EvidenceInput.fileId` or `Query.client.id`: where the schema says what it is. */
  declared: string;
  kind: OperationKind;
  route: Route;
  argument: string;
  path: InputPath;
}

const ROOTS: Record<string, OperationKind> = { Query: 'query', Mutation: 'mutation', Subscription: 'subscription' };

/** Every place where a value of a wanted type comes in, wherever in the schema its field stands. */
export function inputPlaces(published: Published, wanted: (typeName: string) => boolean): InputPlace[] {
  const routes = routesFor(published, null);
  return published.types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((argument) => {
        const declared = `${type.name}.${field.name}.${argument.name}`;
        return pathsTo(argument.type, declared, wanted).map(({ path, place }) => {
          const outer = routes.get(type.name) ?? [];
          if (!(type.name in ROOTS) && outer.length === 0)
            throw new Error(`${declared} cannot be come to by queries, so that nobody knows how to ask for it.`);
          return {
            name: [declared, ...path].join('.'),
            declared: place,
            kind: ROOTS[type.name] ?? 'query',
            route: [...(type.name in ROOTS ? [] : outer), { type, field }],
            argument: argument.name,
            path,
          };
        });
      }),
    ),
  );
}

/** The fields of an answer, with the values that came: `Type.field`. */
export function answeredFields(published: Published, kind: OperationKind, data: unknown): Set<string> {
  const found = new Set<string>();
  const look = (typeName: string, value: unknown): void => {
    if (Array.isArray(value)) return value.forEach((item) => look(typeName, item));
    const type = published.schema.getType(typeName);
    if (!isObjectType(type) || typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const field = type.getFields()[name];
      if (!field) continue;
      found.add(`${typeName}.${name}`);
      look(getNamedType(field.type).name, inner);
    }
  };
  look(published.rootOf(kind).name, data);
  return found;
}

/** What ends something comes after what needs it. */
const ENDS = [/\.(accept|waive|withdraw|resume)/, /\.(end|complete)/, /\.(delete|remove|revoke|retire)/, /\.erase/];

/** Where an operation comes when all are tried. @param name with a point before that of the mutation */
export function lateness(name: string): number {
  return ENDS.findIndex((ends) => ends.test(name));
}
