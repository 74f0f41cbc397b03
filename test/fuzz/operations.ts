import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { changed, json, NUMBERS, once, pick, text, type Draw, type Known } from './values.js';

/** What is posted as GraphQL: mostly an object with `query`, sometimes nothing of the kind. */
export type Posted = string;

const DEPTH = 4;

/** The body of a request that follows the schema as far as it likes. */
export function postedOperation(draw: Draw, schema: GraphQLSchema, known: Known, subscriptions: boolean): Posted {
  const operation = operationOf(draw, schema, known, subscriptions);
  const { query, variables } = operation;
  switch (draw(fc.nat, { max: 29 })) {
    case 0:
      return JSON.stringify({ query: syntaxTree(query) });
    case 1:
      return JSON.stringify({ query: JSON.stringify(syntaxTree(query)), variables });
    case 2:
      return JSON.stringify([operation, operation]);
    case 3:
      return JSON.stringify({ ...operation, operationName: json(draw, known) });
    case 4:
      return JSON.stringify({ ...operation, extensions: json(draw, known) });
    case 5:
      return `{"query":${JSON.stringify(query)},"query":"{ viewer { id } }","variables":${JSON.stringify(variables)}}`;
    case 6:
      return `{"__proto__":{"query":"{ viewer { id } }"},"constructor":{"prototype":{}},"query":${JSON.stringify(query)}}`;
    case 7:
      return JSON.stringify(operation).slice(0, draw(fc.nat, { max: 200 }));
    case 8:
      return JSON.stringify({ documentId: json(draw, known), ...(once(draw, 2) && { query }) });
    case 9:
      return JSON.stringify({ query: hostileText(draw) });
    case 10:
      return JSON.stringify({ query, variables: json(draw, known, 3) });
    case 11:
      return pick(draw, ['{"a":', '['])
        .repeat(pick(draw, [10, 100, 100_000]))
        .concat('1');
    case 12:
      return JSON.stringify({ query: changed(draw, query), variables });
    case 13:
      return JSON.stringify(json(draw, known, 3));
    default:
      return JSON.stringify(operation);
  }
}

interface Asked {
  query: string;
  variables: Record<string, unknown>;
}

function operationOf(draw: Draw, schema: GraphQLSchema, known: Known, subscriptions: boolean): Asked {
  const roots = [schema.getQueryType(), schema.getMutationType(), subscriptions ? schema.getSubscriptionType() : null];
  const root = pick(
    draw,
    roots.filter((type) => !!type),
  );
  const kind =
    root === schema.getQueryType() ? 'query' : root === schema.getMutationType() ? 'mutation' : 'subscription';
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const add = (type: GraphQLInputType, value: unknown): string => {
    const name = `v${declared.length}`;
    declared.push(`$${name}: ${String(type)}`);
    variables[name] = value;
    return `$${name}`;
  };
  const fields = Object.values(root.getFields());
  const asked = Array.from({ length: once(draw, 8) ? 2 : 1 }, (_, at) =>
    fieldText(draw, `a${at}: `, pick(draw, fields), known, add, DEPTH),
  );
  const head = declared.length > 0 ? `(${declared.join(', ')})` : '';
  return { query: `${kind} ${head} { ${asked.join(' ')} }`, variables };
}

type AddVariable = (type: GraphQLInputType, value: unknown) => string;

function fieldText(
  draw: Draw,
  alias: string,
  field: GraphQLField<unknown, unknown>,
  known: Known,
  add: AddVariable,
  depth: number,
): string {
  const given = field.args
    .filter(({ name, type }) => isNonNullType(type) || name === 'first' || once(draw, 2))
    .map(({ name, type }) => {
      const page = (name === 'first' || name === 'last') && !once(draw, 10);
      const value = page ? 1 + draw(fc.nat, { max: 4 }) : valueOf(draw, type, name, known, 4);
      return `${name}: ${add(type, value)}`;
    });
  const type = getNamedType(field.type);
  const call = `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
  return isObjectType(type) ? `${call} { ${selection(draw, type, known, add, depth - 1)} }` : call;
}

function selection(draw: Draw, type: GraphQLObjectType, known: Known, add: AddVariable, depth: number): string {
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const objects = depth > 0 ? fields.filter((field) => !isLeafType(getNamedType(field.type))) : [];
  const chosen = [
    ...leaves.filter(() => once(draw, 2)).map(({ name }) => name),
    ...(objects.length > 0 ? [fieldText(draw, '', pick(draw, objects), known, add, depth)] : []),
    ...(once(draw, 40) ? ['nothingOfTheKind'] : []),
  ];
  return chosen.length > 0 ? chosen.join(' ') : '__typename';
}

/** Mostly of the type, so that it gets past the gate; now and then anything. */
function valueOf(draw: Draw, type: GraphQLInputType, name: string, known: Known, depth: number): unknown {
  if (once(draw, 40)) return json(draw, known);
  if (!isNonNullType(type) && once(draw, 4)) return once(draw, 2) ? null : undefined;
  const inner = getNullableType(type);
  if (isListType(inner)) {
    const length = pick(draw, [0, 1, 1, 2, 3, once(draw, 30) ? 2_000 : 2]);
    const one = valueOf(draw, inner.ofType, name, known, depth);
    return Array.from({ length }, (_, at) => (at < 3 ? valueOf(draw, inner.ofType, name, known, depth) : one));
  }
  if (isInputObjectType(inner)) {
    if (depth === 0) return {};
    const fields = Object.values(inner.getFields()).map((field) => [
      field.name,
      valueOf(draw, field.type, field.name, known, depth - 1),
    ]);
    const more = once(draw, 40) ? [[pick(draw, ['__proto__', 'constructor', 'x']), json(draw, known)]] : [];
    return Object.fromEntries([...fields, ...more]);
  }
  if (isEnumType(inner)) return once(draw, 20) ? text(draw, known) : pick(draw, inner.getValues()).name;
  switch (inner.name) {
    case 'Int':
    case 'Float':
      return once(draw, 2) ? draw(fc.nat, { max: 10 }) : pick(draw, NUMBERS);
    case 'Boolean':
      return draw(fc.boolean);
    case 'ID':
      return once(draw, 6) ? text(draw, known) : pick(draw, known.ids);
    case 'Date':
      return once(draw, 3) ? text(draw, known) : pick(draw, ['2026-03-31', '0001-01-01', '9999-12-31', '2024-02-29']);
    case 'DateTime':
      return once(draw, 3)
        ? text(draw, known)
        : pick(draw, ['2026-03-31T09:30:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00']);
    default:
      return text(draw, known);
  }
}

function syntaxTree(query: string): unknown {
  try {
    return parse(query);
  } catch {
    return { kind: 'Document', definitions: [] };
  }
}

/** Texts of GraphQL that are made to take long. */
function hostileText(draw: Draw): string {
  const times = pick(draw, [10, 100, 400]);
  const many = (one: (at: number) => string): string => Array.from({ length: times }, (_, at) => one(at)).join(' ');
  return pick(draw, [
    `{ viewer { ${many(() => 'id')} } }`,
    `{ ${many(() => 'viewer { id }')} }`,
    `{ viewer ${'{ ... on Viewer '.repeat(times)} { id } ${'}'.repeat(times)} }`,
    `{ viewer { ...f0 } } ${many((at) => `fragment f${at} on Viewer { id ...f${at + 1} ...f${at + 1} }`)}`,
    `{ viewer { ...f0 } } ${many((at) => `fragment f${at} on Viewer { ...f${(at * 7) % times} }`)}`,
    `query(${many((at) => `$v${at}: Int`)}) { viewer { id } }`,
    `{ viewer { id ${many(() => '@skip(if: true)')} } }`,
    `mutation { createClient(input: ${'{a:'.repeat(times)}1${'}'.repeat(times)}) { client { id } } }`,
    `{ ${'a'.repeat(times * 40)} }`,
    `{ __schema { types { fields { type { fields { type { name } } } } } } }`,
    `{ viewer { id } } # ${'\u{1f9d1}'.repeat(times)}`,
    '"""'.repeat(times),
    '{'.repeat(times * 10),
  ]);
}
