#!/usr/bin/env node
/**
 * The command `bicorne`: brings the build up to date, then runs it. Only the answer of
 * a command goes to standard output, what the build says goes to standard error.
 */
import { build } from './build.js';

const starts = process.argv[2] === 'start';

try {
  await build({
    parts: starts ? ['server', 'admin'] : ['server'],
    say: (line) => void (starts ? process.stdout : process.stderr).write(`${line}\n`),
  });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

const { main } = await import('../../dist/run/cli.js');
await main(process.argv);
