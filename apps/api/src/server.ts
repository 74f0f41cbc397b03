import { openClientSecret, openServices, type UseCaseContext } from '@bicorne/application';
import type { Config } from '@bicorne/config';
import { openIdentity, trustedOrigins } from '@bicorne/identity';
import { openDatabase, WorkspaceTransaction, type Tx } from '@bicorne/persistence';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyPluginCallback,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { AppModule } from './app.module.js';
import { CostBudgets } from './gate/cost-budgets.js';
import { openGate } from './gate/gate.js';
import { readManifest } from './gate/trusted-documents.js';
import { openExecutor } from './graphql/execute.js';
import { PassThroughFilter } from './pass-through.filter.js';
import { adminPage, adminRoutes } from './http/admin-route.js';
import { documentRoutes } from './http/document-route.js';
import { explorerRoutes } from './http/explorer-route.js';
import { fileRoutes } from './http/file-route.js';
import { calendarRoutes } from './http/calendar-route.js';
import { graphqlRoute } from './http/graphql-route.js';
import { healthRoutes } from './http/health-route.js';
import { claimKey } from './http/idempotency.js';
import { queueBoardRoutes } from './queues/queue-board-route.js';
import { raiseShields } from './http/shields.js';
import { unsubscribeRoutes } from './http/unsubscribe-route.js';
import { warnOfProxies } from './http/warn-of-proxies.js';
import { PublicLimits } from './http/public-limits.js';
import { refuseFastifyError, refuseGraphql } from './http/refusal.js';
import { sharedReadRoutes } from './http/shared-read-route.js';
import { signInRoute } from './http/sign-in-route.js';
import { checkTime } from './http/time-limit.js';
import { streamRoute } from './http/stream-route.js';
import type { LogInternal } from './graphql/errors.js';
import type { ContextParts } from './graphql/request-context.js';
import { EventFeed } from './stream/event-feed.js';

/** How long a request may take to arrive, in milliseconds: 25 MB over 1 Mbit/s do; who sends a byte a minute is cut off. */
const REQUEST_TIMEOUT_MS = 300_000;

export interface ServerOptions {
  config: Config & { databaseUrl: string };
  logger?: Logger;
  /** The clock of use cases; the machine's if left out. */
  now?: UseCaseContext['now'];
}

export interface Server {
  /** Starts to serve. @returns the port, which the system chose where 0 was asked for */
  listen(host: string, port: number): Promise<number>;
  /** Ends streams, lets requests finish, closes the database. */
  close(): Promise<void>;
}

/** Assembles the API: opens the database and the sign-in, builds the schema, puts the routes in place. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const { config } = options;
  const logger = options.logger ?? pino({ level: config.logLevel });
  const log: LogInternal = (error, reference) => logger.error({ err: error, reference }, 'A request failed');
  const database = await openDatabase({
    url: config.databaseUrl,
    role: 'app',
    poolSize: config.databasePool,
    applicationName: 'bicorne-api',
    settings: { statement_timeout: `${config.statementSeconds}s` },
  });
  const services = await openServices(config);
  const identity = openIdentity({
    ...config,
    databaseUrl: config.databaseUrl,
    providers: { fetch: services.fetchOutside, openSecret: openClientSecret(config) },
    sendsLetters: services.emailEnabled,
  });
  const feed = new EventFeed(config.databaseUrl, (error) =>
    logger.warn({ err: error }, 'The feed of events lost its connection'),
  );
  await feed.start();

  const context: ContextParts = {
    transaction: new WorkspaceTransaction(database, { beforeWork }),
    services,
    now: options.now ?? (() => new Date()),
    feed,
    identity,
    publicLimits: new PublicLimits(),
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule,
    new FastifyAdapter({
      loggerInstance: logger,
      logController: new LogController({ disableRequestLogging: true }),
      forceCloseConnections: 'idle',
      requestTimeout: REQUEST_TIMEOUT_MS,
      frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) =>
        void refuseFastifyError(error, reply, log),
      trustProxy: config.trustProxy.length > 0 && config.trustProxy,
    }),
    { logger: false, bodyParser: false, abortOnError: false },
  );
  app.useGlobalFilters(new PassThroughFilter());
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  await raiseShields(fastify, {
    secure: config.baseUrl.startsWith('https:'),
    requestsPerMinute: config.requestsPerMinute,
  });
  if (config.trustProxy.length === 0) warnOfProxies(fastify);
  const schema = (): GraphQLSchema => fastify.graphql.schema;
  const gate = once(() =>
    openGate({
      schema: schema(),
      publicIntrospection: !config.production,
      trusted: readManifest(join(config.projectRoot, 'dist/apps/admin-documents.json')),
      trustedOnly: config.browserDocuments === 'trusted',
    }),
  );
  const executor = once(() => openExecutor(schema(), log));
  const budgets = new CostBudgets(config.costPerMinute);
  const timeLimitMs = config.requestSeconds * 1_000;
  /** What is refused before such a route runs is said in the API's words. */
  const scoped = (routes: (scope: FastifyInstance) => void): FastifyPluginCallback =>
    apart((scope) => {
      scope.setErrorHandler((error, _request, reply) => refuseGraphql(error, reply, log));
      routes(scope);
    });
  const shared = { identity, origins: trustedOrigins(config.baseUrl), gate, context, log, budgets, timeLimitMs };
  await fastify.register(
    scoped((scope) =>
      graphqlRoute(scope, {
        ...shared,
        execute: (operation, requestContext) => executor()(operation, requestContext),
        plainTransaction: new WorkspaceTransaction(database),
      }),
    ),
  );
  await fastify.register(scoped((scope) => streamRoute(scope, { ...shared, schema })));
  await fastify.register((scope) => fileRoutes(scope, shared));
  await fastify.register(apart((scope) => documentRoutes(scope, shared)));
  await fastify.register(scoped((scope) => signInRoute(scope, { identity, baseUrl: config.baseUrl })));
  await fastify.register(scoped((scope) => healthRoutes(scope, () => database.query('select 1'))));
  await fastify.register(explorerRoutes);
  await fastify.register(scoped((scope) => queueBoardRoutes(scope, { ...shared, queues: config, log: logger })));
  const adminFolder = join(config.projectRoot, 'dist/apps/admin');
  await fastify.register(
    apart((scope) => sharedReadRoutes(scope, { context, limits: context.publicLimits, page: adminPage(adminFolder) })),
  );
  await fastify.register(scoped((scope) => calendarRoutes(scope, { context, limits: context.publicLimits })));
  await fastify.register(scoped((scope) => unsubscribeRoutes(scope, { context, limits: context.publicLimits })));
  await fastify.register((scope) => adminRoutes(scope, adminFolder));
  await app.init();

  return {
    listen: async (host, port) => {
      await app.listen(port, host);
      const address = fastify.server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    close: async () => {
      await feed.stop();
      await app.close();
      await identity.close();
      await database.destroy();
    },
  };
}

/** First in every transaction of a request. */
async function beforeWork(tx: Tx): Promise<void> {
  checkTime();
  await claimKey(tx);
}

/** Routes with parsers of their own, and with words of their own where they have them, which the others do not see. */
function apart(routes: (scope: FastifyInstance) => void): FastifyPluginCallback {
  return (scope, _options, done) => {
    routes(scope);
    done();
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | null = null;
  return () => (made ??= make());
}
