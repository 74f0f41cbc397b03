import type { Fault } from '../options.js';

/** A text of the built product, and what stands there instead. */
type Change = readonly [from: string, to: string];

/** The files of the build, by how their names end, that each fault changes. None of it is in the product. */
export const PLANTED: Record<Fault, Record<string, readonly Change[]>> = {
  // The claim is not committed before the message goes out, but with the outcome: a kill in between leaves no trace.
  'send-before-commit': {
    '/delivery/send-delivery.js': [
      [
        'const claimed = await this.steps.claim(workspaceId, deliveryId);',
        `const { claimDeliveries, settleDeliveries } = await import('./delivery-claim.js');
         const { messagesOf } = await import('./message-of.js');
         if (workspaceId) return this.deps.transaction.run({ workspaceId }, async (tx) => {
           const [claim] = await claimDeliveries(tx, [deliveryId]);
           if (!claim) return 'NOT_DUE';
           const [{ message }] = await messagesOf(tx, [claim], this.deps.services);
           const outcome = 'channel' in message
             ? await this.deps.channels.send({ ...message, signal })
             : { sent: false, ...message };
           await new Promise((resolve) => setTimeout(resolve, 500));
           const ending = endingOf(outcome, claim.attempt, claim.claimedAt, Math.random());
           await settleDeliveries(tx, [{ claim, ending }]);
           return ending.state;
         });
         const claimed = undefined;`,
      ],
    ],
  },
  // Whoever held a lease once may write the outcome, also when it is somebody else's by then.
  'lease-without-fencing': {
    '/delivery/delivery-claim.js': [
      [' and e.fence = d.fence\n', '\n'],
      ["where d.workspace_id = $1 and d.state = 'SENDING'\n", 'where d.workspace_id = $1\n'],
      ['and e.id = d.id and e.fence = d.fence\n', 'and e.id = d.id\n'],
      ['from settled\n     )', 'from settled on conflict do nothing\n     )'],
    ],
  },
  // What is to be told is written by itself, after the transaction that found it.
  'outbox-outside-transaction': {
    '/persistence/src/workspace-transaction.js': [
      [
        'async run(scope, work, { snapshot = false } = {}) {',
        `async run(scope, work, options) {
           const later = [];
           const result = await this.runAsBuilt(scope, (tx) => work(putOff(tx, later)), options);
           const write = (tx) => later.reduce((before, [sql, values]) => before.then(() => tx.query(sql, values)), Promise.resolve());
           if (later.length > 0) setTimeout(() => this.runAsBuilt(scope, write).catch(() => undefined), 100);
           return result;
         }
         async runAsBuilt(scope, work, { snapshot = false } = {}) {`,
      ],
      [
        'function transactionOf(',
        `function putOff(tx, later) {
           const isTelling = (sql) =>
             /^\\s*insert into (notice|outbox|delivery)\\b/.test(sql) && !sql.includes("'notices'");
           const query = async (sql, values) => {
             if (!isTelling(sql)) return tx.query(sql, values);
             later.push([sql, values]);
             return [];
           };
           const enqueueAll = async (job, payloads) =>
             void later.push([
               'insert into outbox (workspace_id, job, payload) select $1, $2, payload from unnest($3::jsonb[]) as payload',
               [tx.scope.workspaceId, job, payloads.map((payload) => JSON.stringify(payload))],
             ]);
           return { ...tx, query, enqueueAll, enqueue: (job, payload) => enqueueAll(job, [payload]) };
         }
         function transactionOf(`,
      ],
    ],
  },
};

/** What the fault of this process changes in a module. */
export function plantedIn(url: string): readonly Change[] {
  const files = PLANTED[process.env['CHAOS_FAULT'] as Fault];
  return Object.entries(files).find(([ending]) => url.endsWith(ending))?.[1] ?? [];
}
