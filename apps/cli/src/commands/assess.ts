import { Command, Option } from 'commander';

interface Options {
  template: string;
  failOn?: 'thin';
}

/** `bicorne assess`: needs no database and no configuration. */
export function assessCommand(): Command {
  return new Command('assess')
    .description('measure the depth of documents against a template; a JSON line a document, - is standard input')
    .requiredOption('--template <file>', 'Markdown template')
    .addOption(new Option('--fail-on <verdict>', 'exit with 1 where one is thin or empty').choices(['thin']))
    .argument('<document...>', 'Markdown files')
    .action(async (documents: string[], { template, failOn }: Options) => {
      const { assess } = await import('../assess.js');
      process.exitCode = await assess({ template, documents, failOn }, process);
    });
}
