import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { RESOLVERS } from '../resolvers.js';
import { finishSchema } from './finish-schema.js';

/** The schema that the resolvers make, with what each field declares in its extensions; needs no database. */
export async function finishedSchema(): Promise<GraphQLSchema> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return lexicographicSortSchema(finishSchema(await app.get(GraphQLSchemaFactory).create(RESOLVERS)));
  } finally {
    await app.close();
  }
}

/** The schema as it is published, in order of names. */
export async function publishedSchema(): Promise<string> {
  return `${printSchema(await finishedSchema())}\n`;
}
