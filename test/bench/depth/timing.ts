import { assess, parseTemplate } from '@bicorne/domain';
import { emptyTalk } from './filler.js';
import { Random } from './random.js';

const TEMPLATE =
  '# Runbook\n\n## Meaning\n\n<!-- What it says. -->\n\n## Diagnosis\n\n<!-- How to find the cause. -->\n\n## Mitigation\n\n<!-- What to do. -->\n';

/** Median time of assessing a document of 10 KB, 100 KB and 1 MB: prose, lists, a table, code, links. */
export function timings(): string[] {
  const template = parseTemplate(TEMPLATE, { key: 'runbook' });
  return [10, 100, 1000].map((kilobytes) => {
    const markdown = documentOf(kilobytes * 1000);
    const runs = Array.from({ length: 5 }, () => {
      const start = process.hrtime.bigint();
      assess(template, markdown);
      return Number(process.hrtime.bigint() - start) / 1e6;
    }).sort((a, b) => a - b);
    return `assess ${String(kilobytes).padStart(5)} KB: median ${runs[2]!.toFixed(1)} ms, slowest ${runs[4]!.toFixed(1)} ms`;
  });
}

function documentOf(bytes: number): string {
  const random = new Random(bytes);
  const lines: string[] = ['# Disk filling', ''];
  const each = bytes / 3;
  for (const heading of ['Meaning', 'Diagnosis', 'Mitigation']) {
    lines.push(`## ${heading}`, '');
    let length = 0;
    while (length < each) {
      const n = random.below(1e6);
      const chunk = `${emptyTalk(random, 3)} See [case ${n}](https://example.com/case/${n}).\n\n- Host \`db-${n}\` at ${n % 97} %\n- Owner: Kim\n\n| Disk | Used |\n|---|---|\n| sd${n} | ${n} GB |\n\n\`\`\`sh\ndf -h /dev/sd${n}\n\`\`\`\n`;
      lines.push(chunk);
      length += chunk.length;
    }
  }
  return lines.join('\n');
}
