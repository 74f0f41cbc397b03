import { isAccessLevel, type AccessLevel } from '@bicorne/identity';
import {
  defaultFieldResolver,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { ACCESS } from './access.js';
import { toGlobalId } from '@bicorne/application';
import { fromGlobalId, GLOBAL_ID } from './global-id.js';

type Field = GraphQLField<unknown, unknown>;
type Decode = (value: unknown) => unknown;

/** The declared access of a field: its own, else its type's. */
export function accessOf(type: GraphQLObjectType, field: Field): AccessLevel | null {
  const level: unknown = field.extensions[ACCESS] ?? type.extensions[ACCESS];
  return isAccessLevel(level) ? level : null;
}

/**
 * The last step of building the schema: every field has declared its access, ids go out opaque and come in as row ids.
 *
 * @throws Error that lists the fields without declared access
 */
export function finishSchema(schema: GraphQLSchema): GraphQLSchema {
  const undeclared: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (accessOf(type, field) === null) undeclared.push(`${type.name}.${field.name}`);
      encodeId(field);
      decodeArguments(field);
    }
  }
  if (undeclared.length > 0)
    throw new Error(`These fields do not declare who may read them (@Access): ${undeclared.join(', ')}.`);
  return schema;
}

function encodeId(field: Field): void {
  const type: unknown = field.extensions[GLOBAL_ID];
  if (typeof type !== 'string') return;
  const resolve: GraphQLFieldResolver<unknown, unknown> = field.resolve ?? defaultFieldResolver;
  field.resolve = async (source, args, context, info) => {
    const id: unknown = await resolve(source, args, context, info);
    return typeof id === 'string' ? toGlobalId(type, id) : id;
  };
}

function decodeArguments(field: Field): void {
  const decoders = field.args.flatMap((argument) => {
    const decode = decoderOf(argument.type, new Set());
    return decode ? [[argument.name, decode] as const] : [];
  });
  const resolve = field.resolve;
  if (decoders.length === 0 || !resolve) return;
  field.resolve = (source, args: Record<string, unknown>, context, info) => {
    const decoded = { ...args };
    for (const [name, decode] of decoders) if (name in decoded) decoded[name] = decode(decoded[name]);
    return resolve(source, decoded, context, info);
  };
}

/** Reads the ids inside an input of this type; null where it can hold none. */
function decoderOf(type: GraphQLInputType, outer: ReadonlySet<string>): Decode | null {
  if (isNonNullType(type)) return decoderOf(type.ofType, outer);
  if (isListType(type)) {
    const decode = decoderOf(type.ofType, outer);
    return decode && ((value) => (Array.isArray(value) ? value.map(decode) : value));
  }
  if (!isInputObjectType(type) || outer.has(type.name)) return null;
  const inner = new Set([...outer, type.name]);
  const decoders = Object.values(type.getFields()).flatMap((field) => {
    const idType: unknown = field.extensions[GLOBAL_ID];
    const decode: Decode | null =
      typeof idType === 'string'
        ? (value) => (value === null || value === undefined ? value : fromGlobalId(idType, value))
        : isInputObjectType(getNamedType(field.type))
          ? decoderOf(field.type, inner)
          : null;
    return decode ? [[field.name, decode] as const] : [];
  });
  if (decoders.length === 0) return null;
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const decoded: Record<string, unknown> = { ...value };
    for (const [name, decode] of decoders) if (name in decoded) decoded[name] = decode(decoded[name]);
    return decoded;
  };
}
