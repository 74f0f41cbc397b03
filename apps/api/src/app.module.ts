import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { ClsModule } from 'nestjs-cls';
import { MAX_TOKENS } from './gate/limits.js';
import { formatError, type LogInternal } from './graphql/errors.js';
import { finishSchema } from './graphql/finish-schema.js';
import { RESOLVERS } from './resolvers.js';

/**
 * The schema and its resolvers. Mercurius executes and nothing more: its own HTTP route would take syntax trees and GET,
 * its WebSocket would skip validation, and its explorer would load from elsewhere, so all three stay off.
 */
@Module({})
export class AppModule {
  static with(log: LogInternal): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ClsModule.forRoot({ global: true }),
        GraphQLModule.forRoot<MercuriusDriverConfig>({
          driver: MercuriusDriver,
          autoSchemaFile: true,
          sortSchema: true,
          transformSchema: finishSchema,
          routes: false,
          subscription: false,
          graphiql: false,
          // Compiled when asked a third time and the process is not busy.
          jit: { minCount: 3 },
          graphql: { parseOptions: { maxTokens: MAX_TOKENS } },
          errorFormatter: ({ data, errors }) => ({
            statusCode: 200,
            response: { data, errors: errors.map((error) => formatError(error, log)) },
          }),
        }),
      ],
      providers: RESOLVERS,
    };
  }
}
