import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { ClsModule } from 'nestjs-cls';
import { finishSchema } from './graphql/finish-schema.js';
import { RESOLVERS } from './resolvers.js';

/**
 * The schema and its resolvers. Mercurius holds them and nothing more: its own HTTP route would take syntax trees and GET,
 * its WebSocket would skip validation, its explorer would load from elsewhere, and it would read again what the gate has
 * read, so all four stay off.
 */
@Module({
  imports: [
    ClsModule.forRoot({ global: true }),
    GraphQLModule.forRoot<MercuriusDriverConfig>({
      driver: MercuriusDriver,
      autoSchemaFile: true,
      sortSchema: true,
      // It would ask the schema to describe itself at each start. What is published is checked among the tests.
      buildSchemaOptions: { skipCheck: true },
      transformSchema: finishSchema,
      routes: false,
      subscription: false,
      graphiql: false,
      cache: false,
    }),
  ],
  providers: RESOLVERS,
})
export class AppModule {}
