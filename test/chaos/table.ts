import type { ChaosOptions } from './options.js';
import type { ChaosResult } from './run.js';

/** One table of what was counted, and the seed to do it again. */
export function tableOf(options: ChaosOptions, { count, complaints, kills, requests, seconds }: ChaosResult): string {
  const row = (...cells: (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(14) : String(cell).padStart(10))).join(' ');
  const killed = [...kills].map(([name, number]) => `${name} ${number}`).join(', ');
  return [
    '',
    row('', 'expected', 'found/told', 'lost', 'twice', 'repeated'),
    row('alerts', count.expected, count.found, count.expected - count.found, count.foundTwice, ''),
    ...count.channels.map(({ channel, expected, told, toldTwice, repeated }) =>
      row(channel, expected, told, expected - told, toldTwice, repeated),
    ),
    '',
    `The queue on ${options.backend}; ${options.kills} kills (${killed || 'none'}); ${requests} requests to webhooks; ` +
      `${seconds.toFixed(0)} s; seed ${options.seed}${options.fault ? `; planted: ${options.fault}` : ''}`,
    'Repeated: came again under the same id, since a kill fell between its acceptance and our commit.',
    complaints.length === 0 ? 'Nothing lost, nothing doubled.' : `RED: ${complaints.join('; ')}.`,
  ].join('\n');
}
