/**
 * Kills what runs, again and again, and counts what was told: `npm run chaos -- --kills 500 --backend redis --seed 7`.
 * PostgreSQL, Redis, the API, two workers, the receivers and the mail server are real processes and real sockets of its own.
 */
import { readOptions } from './options.js';
import { runChaos } from './run.js';
import { tableOf } from './table.js';

const options = readOptions(process.argv.slice(2));
const began = performance.now();
const result = await runChaos(options, (line) =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}`),
);
console.log(tableOf(options, result));
process.exit(result.complaints.length === 0 ? 0 : 1);
