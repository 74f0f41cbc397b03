import { dayOf, formatDay } from '@bicorne/domain';
import type { Pack } from './load-pack.js';
import { packDate, whyMissing } from './pack-manifest.js';

/** What stands at the top of the archive, for whoever unpacks it. */
export function readmeOf(pack: Pack): string {
  const { client, consultancy, engagement, places } = pack;
  const lines = places.map(({ number, key, included, newest }) => {
    const title = included?.title ?? newest?.title ?? key;
    if (!included) return `  ${number}. ${title}: NOT IN THIS PACK. ${whyMissing(newest)}`;
    const state = included.state === 'ACCEPTED' ? 'accepted by the client' : 'submitted, not accepted yet';
    return `  ${number}. ${title}: revision ${included.submittedRevision}, ${state}`;
  });
  return `AI governance artifact pack
${client.name}
Prepared by ${consultancy}, as of ${formatDay(dayOf(new Date(packDate(pack)), engagement.timeZone))}

${lines.join('\n')}

Each folder holds one artifact:
  <name>.pdf     to read
  source.md      the text as it was submitted, in Markdown
  tables.json    every table of the text: headings, columns, rows
  evidence.json  what shows that its sections are true: links, statements, files
  evidence/      the attached files

manifest.json names the revisions that this pack was made from, what is missing and why, and the size
and SHA-256 of every other file. To check them on most systems:
  sha256sum <file>
The same state of the engagement gives the same archive, byte for byte.
`;
}
