import { Command } from 'commander';
import { seedDemoWorkspace } from '../wiring.js';
import { explainOnStderr, withDatabase } from '../with-database.js';

/** `bicorne seed`: the demo workspace, where it is not there yet. */
export function seedCommand(): Command {
  return new Command('seed').description('make the demo workspace, where there is none yet').action(async () => {
    const signIns = await withDatabase((url, config) =>
      seedDemoWorkspace(url, config, { onlyFirst: false, say: explainOnStderr }),
    );
    for (const { who, email, password } of signIns) process.stdout.write(`${who}\t${email}\t${password}\n`);
  });
}
