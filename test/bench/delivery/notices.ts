import { openJobQueues } from '@bicorne/jobs';
import { AlertRows } from '../../support/alert-rows.js';
import { until } from '../../support/until.js';
import type { BenchServers } from './servers.js';
import { startWorker } from './work.js';

/** Notices in the app that one worker tells a second, of fifty people, from a hint in the queue to the last. */
export async function noticesPerSecond(servers: BenchServers, count: number): Promise<number> {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const queues = await openJobQueues(servers, quiet);
  const rows = await AlertRows.write(servers.databaseUrl);
  const worker = await startWorker(servers);
  await rows.client.query(
    `insert into notice (workspace_id, client_id, engagement_id, drift_alert_id, recipient_kind, recipient_id, recipient,
       channel, severity, urgency, payload, due_at, created_at)
     select $1, $2, $3, $4, 'MEMBER', md5((n % 50)::text)::uuid, 'Member', 'IN_APP', 'CRITICAL', 'IMMEDIATE', $5, now(), now()
     from generate_series(1, $6) n`,
    [rows.workspaceId, rows.clientId, rows.engagementId, rows.alertId, rows.event(), count],
  );
  const began = performance.now();
  await queues.add([{ name: 'notice.tell', payload: {} }]);
  await until('all notices told', async () => {
    const { rows: left } = await rows.client.query(
      "select 1 from notice where channel = 'IN_APP' and told_at is null limit 1",
    );
    return left.length === 0;
  });
  const seconds = (performance.now() - began) / 1_000;
  await worker.stop();
  await rows.end();
  await queues.close();
  return count / seconds;
}
