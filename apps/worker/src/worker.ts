import { DeliverySender, openServices, relayLetters, relayOutbox } from '@bicorne/application';
import { ConfigError, type Config } from '@bicorne/config';
import { openPdfThread } from '@bicorne/documents';
import { openLetterDesk } from '@bicorne/identity';
import { openJobQueues, startConsumers, type JobQueues, type Schedule } from '@bicorne/jobs';
import { openChannels, refusalOfMailServer } from '@bicorne/notifications';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import type { Logger } from 'pino';
import { serveFigures } from './figures-server.js';
import { openFigures } from './figures.js';
import { handlersOf } from './handlers.js';
import { listenToOutbox } from './outbox-listener.js';
import { startRelay } from './relay.js';

export interface Worker {
  /** Ends within eight seconds: jobs under way finish, or are given back. */
  stop(): Promise<void>;
}

const SWEEP_EVERY_SECONDS = 15;
/** What is left over costs room alone. */
const STORAGE_EVERY_SECONDS = 86_400;
/** Part of how long somebody waits for an email that is told at once. */
const NOTICES_EVERY_SECONDS = 5;
/** How soon schedules come back whose keys were deleted, as when Redis was emptied. */
const KEEP_SCHEDULES_EVERY_MS = 10_000;
/** Sends wait for other servers, not for the database: fewer connections than jobs are enough. */
const POOL_SIZE = 6;

/**
 * Starts everything that happens without a request: the relay from the outbox to the queue, the schedules, and the
 * consumers. Any number of these processes work side by side.
 *
 * @throws what the server says where database or queue cannot be reached; ConfigError where the mail server is not to be
 */
export async function startWorker(config: Config & { databaseUrl: string }, log: Logger): Promise<Worker> {
  const { databaseUrl, redisUrl } = config;
  const refusal = await refusalOfMailServer(config);
  if (refusal !== undefined) throw new ConfigError([refusal]);
  const database = await openDatabase({ url: databaseUrl, role: 'worker', poolSize: POOL_SIZE });
  const server = { databaseUrl, redisUrl };
  const closing: (() => Promise<unknown>)[] = [() => database.destroy()];
  const stop = async (): Promise<void> => {
    for (const close of closing.reverse()) await close();
    closing.length = 0;
  };
  try {
    const queues = await openJobQueues(server, log);
    closing.push(() => queues.close());
    const channels = openChannels(config);
    closing.push(() => channels.close());
    const services = await openServices(config);
    if (!services.emailEnabled) log.info('SMTP_URL is not set: alerts go to the app and to webhooks, not by email');
    const transaction = new WorkspaceTransaction(database);
    const now = () => new Date();
    const figures = openFigures(database, queues);
    const sender = new DeliverySender({
      transaction,
      channels,
      services,
      onAttempt: (attempt) => figures.noteAttempt(attempt),
    });
    const desk = openLetterDesk(config);
    closing.push(() => desk.end());
    const letters = { desk, channels, baseUrl: config.baseUrl };
    const deps = { database, transaction, services, sender, letters, queues, now, openPrinter: openPdfThread };

    const consumers = await startConsumers(server, handlersOf(deps, log), log);
    closing.push(() => consumers.stop());
    const relay = startRelay({
      takeBatch: async () => {
        const letters = await relayLetters({ database, queues });
        const rows = await relayOutbox({
          database,
          queues,
          onUnreadable: (row) => log.error(row, 'An outbox row cannot be read'),
        });
        return { more: letters.more || rows.more };
      },
      onError: (error) => log.warn({ error: String(error) }, 'The outbox cannot be relayed now; its rows wait'),
    });
    closing.push(() => relay.stop());
    const listener = listenToOutbox(databaseUrl, {
      onRows: () => relay.wake(),
      onLost: (error) => log.warn({ error: error.message }, 'Lost the connection that tells of new outbox rows'),
    });
    closing.push(() => listener.stop());
    const schedules: Schedule[] = [
      { name: 'drift.scan', everySeconds: config.scanEverySeconds },
      { name: 'notice.sweep', everySeconds: NOTICES_EVERY_SECONDS },
      { name: 'delivery.sweep', everySeconds: SWEEP_EVERY_SECONDS },
      { name: 'export.sweep', everySeconds: SWEEP_EVERY_SECONDS },
      { name: 'storage.sweep', everySeconds: STORAGE_EVERY_SECONDS },
    ];
    closing.push(await keepSchedules(queues, schedules, log));
    if (config.metrics) {
      const server = await serveFigures(config.metrics, figures, database);
      closing.push(() => server.stop());
    }
    // What became due while no worker ran should not wait for the next tick.
    await queues.add(schedules.map(({ name }) => ({ name, payload: {} })));
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Sets the schedules now and sees to them from then on. @returns how to end that */
async function keepSchedules(queues: JobQueues, schedules: Schedule[], log: Logger): Promise<() => Promise<void>> {
  await queues.keepSchedules(schedules);
  let underWay: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    underWay = queues
      .keepSchedules(schedules)
      .catch((error: unknown) => log.warn({ error: String(error) }, 'The schedules cannot be checked now'));
  }, KEEP_SCHEDULES_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
