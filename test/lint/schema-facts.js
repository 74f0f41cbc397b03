/**
 * What the schema declares and its text does not say: who may use each field, and of which type each id that comes in is.
 * It fails where a field or an id declares nothing. Run by itself it prints them as JSON, for tests that walk the schema:
 * the API's modules cannot be loaded in jest.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getNamedType, isInputObjectType, isObjectType, printSchema } from 'graphql';

const dist = fileURLToPath(new URL('../../dist/apps/api/src', import.meta.url));

/** @typedef {{ sdl: string, access: Record<string, string>, ids: Record<string, string> }} SchemaFacts */

/** @returns {Promise<SchemaFacts>} access by `Type.field`; ids by `Input.field` and `Type.field.argument` */
export async function schemaFacts() {
  const { finishedSchema } = await import(join(dist, 'graphql/published-schema.js'));
  const { accessOf } = await import(join(dist, 'graphql/finish-schema.js'));
  /** @type {import('graphql').GraphQLSchema} */
  const schema = await finishedSchema();
  /** @type {Record<string, string>} */
  const access = {};
  /** @type {Record<string, string>} */
  const ids = {};
  const undeclared = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) keepId(`${type.name}.${field.name}`, field);
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      const level = accessOf(type, field);
      if (level === null) undeclared.push(name);
      else access[name] = level;
      for (const argument of field.args) keepId(`${name}.${argument.name}`, argument);
    }
  }
  if (undeclared.length > 0)
    throw new Error(`Nothing says whose these are (@Access, IdField): ${undeclared.join(', ')}`);
  return { sdl: printSchema(schema), access, ids };

  /** @param {string} name @param {import('graphql').GraphQLArgument | import('graphql').GraphQLInputField} input */
  function keepId(name, { type, extensions, description }) {
    if (getNamedType(type).name !== 'ID') return;
    // An argument's type stands in a pipe; its description is made of it.
    const of = extensions['globalId'] ?? /^Opaque id of the (\w+)\./.exec(description ?? '')?.[1];
    if (typeof of === 'string') ids[name] = of;
    else undeclared.push(name);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(JSON.stringify(await schemaFacts()));
