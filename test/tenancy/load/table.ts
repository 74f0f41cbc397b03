import type { LoadOptions } from './options.js';
import type { LoadResult } from './run.js';

/** What was counted, and the seed to do it again. */
export function tableOf(options: LoadOptions, { ledger, connections, cancelled, held, seconds }: LoadResult): string {
  const outcomes = [...ledger.outcomes].sort(([, a], [, b]) => b - a);
  const complaints = ledger.complaints;
  return [
    ...outcomes.map(([outcome, count]) => `${outcome.padEnd(18)} ${String(count).padStart(8)}`),
    `${options.requests} requests of ${options.tenants} tenants over ${options.pool} connections of the door and ${options.pool} of the API, ` +
      `in ${seconds.toFixed(0)} s, seed ${options.seed}${options.fault ? `; planted: ${options.fault}` : ''}`,
    `The API’s statements were cancelled ${cancelled} times, and a table was held ${held} times until they timed out.`,
    `At rest: ${connections.door} connections of the door, ${connections.api} of the API.`,
    `${ledger.kept.size} rows were kept and ${ledger.undone.size} rolled back.`,
    complaints.length === 0 ? 'No row across, no connection lost.' : `RED: ${complaints.join('; ')}.`,
  ].join('\n');
}
