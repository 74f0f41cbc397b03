import {
  composeMessage,
  makeArtifactPack,
  recheckEngagement,
  scanDue,
  sendLetter,
  sweepDeliveries,
  sweepExports,
  sweepNotices,
  sweepStorage,
  tellNotices,
} from '@bicorne/application';
import { joinHandlers, type Handlers } from '@bicorne/jobs';
import type { Logger } from 'pino';
import type { WorkerDeps } from './worker-deps.js';

/** Which use case each job calls. */
export function handlersOf(deps: WorkerDeps, log: Logger): Handlers {
  return joinHandlers(
    driftHandlers(deps, log),
    noticeHandlers(deps, log),
    deliveryHandlers(deps, log),
    exportHandlers(deps, log),
    letterHandlers(deps, log),
  );
}

function driftHandlers(deps: WorkerDeps, log: Logger) {
  return {
    'drift.check': async ({ workspaceId, engagementId }) => {
      await deps.transaction.run({ workspaceId }, (tx) =>
        recheckEngagement(tx, deps.services, engagementId, deps.now()),
      );
    },
    'drift.scan': async () => {
      const engagements = await scanDue(deps, deps.now());
      if (engagements > 0) log.info({ engagements }, 'Looked at what was due');
    },
  } satisfies Partial<Handlers>;
}

function noticeHandlers(deps: WorkerDeps, log: Logger) {
  return {
    'notice.tell': async () => {
      await tellNotices(deps.database);
    },
    'notice.compose': async ({ workspaceId, ...target }) => {
      await deps.transaction.run({ workspaceId }, (tx) => composeMessage(tx, target, deps.now()));
    },
    'notice.sweep': async () => {
      await tellNotices(deps.database);
      const recipients = await sweepNotices(deps);
      if (recipients > 0) log.info({ recipients }, 'Brought due notices to the queue');
    },
  } satisfies Partial<Handlers>;
}

function deliveryHandlers(deps: WorkerDeps, log: Logger) {
  return {
    'delivery.send': async ({ workspaceId, deliveryId }, { signal }) => {
      const result = await deps.sender.send({ workspaceId, deliveryId }, signal);
      if (result === 'FAILED') log.warn({ workspaceId, deliveryId }, 'A delivery failed for good');
      if (result === 'STALE') log.warn({ workspaceId, deliveryId }, 'A delivery outlived its lease');
    },
    'delivery.sweep': async () => {
      const deliveries = await sweepDeliveries(deps);
      if (deliveries > 0) log.info({ deliveries }, 'Brought due deliveries to the queue');
    },
  } satisfies Partial<Handlers>;
}

function exportHandlers(deps: WorkerDeps, log: Logger) {
  return {
    'export.artifact-pack': async ({ workspaceId, exportJobId }, { signal }) => {
      const result = await makeArtifactPack(deps, { workspaceId, exportJobId }, signal);
      if (result === 'STALE') log.warn({ workspaceId, exportJobId }, 'An export outlived its lease');
      if (result === 'FAILED')
        log.warn({ workspaceId, exportJobId }, 'An export has a document that cannot be printed');
    },
    'export.sweep': async () => {
      const { due, forgotten } = await sweepExports(deps);
      if (due > 0) log.info({ exports: due }, 'Brought due exports to the queue');
      if (forgotten > 0) log.info({ exports: forgotten }, 'Forgot old exports');
    },
    'storage.sweep': async (_, { signal }) => {
      const { cleared, forgotten } = await sweepStorage(deps, signal);
      if (cleared + forgotten > 0) log.info({ cleared, forgotten }, 'Cleared away bytes that nothing names');
    },
  } satisfies Partial<Handlers>;
}

function letterHandlers(deps: WorkerDeps, log: Logger) {
  return {
    'letter.send': async ({ letterId }, { signal }) => {
      const result = await sendLetter(deps.letters, letterId, signal);
      if (result === 'FAILED') log.warn({ letterId }, 'A letter for signing in cannot be sent');
    },
  } satisfies Partial<Handlers>;
}
