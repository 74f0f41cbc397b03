import fc from 'fast-check';

/** Words of every kind that the measure tells apart. */
const STOCK = 'the team will improve our process and make sure that quality is good for all people over time'.split(
  ' ',
);
const TERMS =
  `kubelet cluster invoice ledger pipeline embedding tokenizer broker partition replica firewall mainboard hibernation
  throttling checksum recall hallucination warehouse consignee pharmacist dosage turbine reactor manifold gasket`.split(
    /\s+/,
  );
const SPECIFIC =
  `2026-03-14 42% v1.28 $750,000 Kim Rotterdam PostgreSQL api_gateway /etc/hosts https://docs.example.org/runbook
  maxPods model-7b 300ms @priya AWS`.split(/\s+/);
const HEADINGS =
  `Context Decision Consequences Meaning Impact Diagnosis Mitigation Scope Risks Evaluation Monitoring Rollback
  Ownership Lineage Incidents Budget Hiring Vendors`.split(/\s+/);

export const anyWord = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...STOCK) },
  { weight: 4, arbitrary: fc.constantFrom(...TERMS) },
  { weight: 2, arbitrary: fc.constantFrom(...SPECIFIC) },
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{4,9}$/) },
);

export const sentence = fc.array(anyWord, { minLength: 2, maxLength: 14 }).map((words) => `${words.join(' ')}.`);
export const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((sentences) => sentences.join(' '));

const list = fc
  .array(sentence, { minLength: 1, maxLength: 4 })
  .map((items) => items.map((item) => `- ${item}`).join('\n'));
const row = fc.tuple(anyWord, anyWord, anyWord).map((cells) => `| ${cells.join(' | ')} |`);
const table = fc
  .array(row, { minLength: 1, maxLength: 4 })
  .map((rows) => `| Name | Version | Owner |\n|---|---|---|\n${rows.join('\n')}`);
const code = fc.array(anyWord, { minLength: 1, maxLength: 8 }).map((words) => `\`\`\`sh\n${words.join(' ')}\n\`\`\``);
const filler = fc.constantFrom(
  'TODO',
  'TBD',
  'N/A',
  '[insert name here]',
  '{describe it}',
  'Lorem ipsum dolor sit amet.',
);

/** One block of Markdown. */
export const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 3, arbitrary: list },
  { weight: 1, arbitrary: table },
  { weight: 1, arbitrary: code },
  { weight: 1, arbitrary: filler },
);

export interface Draft {
  heading: string;
  blocks: string[];
}

export interface TemplateSource {
  headings: string[];
  markdown: string;
}

const guidance = fc.oneof(
  paragraph.map((text) => `<!-- ${text} -->`),
  paragraph,
  paragraph.map((text) => `{${text}}`),
  paragraph.map((text) => `[describe ${text}]`),
  fc.constant('| Name | Version | Owner |\n|---|---|---|\n| [name] | <version> | {owner} |'),
  fc.constant(''),
);

/** A template with one to nine sections, small or large, with guidance of each kind, with and without front matter. */
export const templateSource: fc.Arbitrary<TemplateSource> = fc
  .record({
    headings: fc.uniqueArray(fc.constantFrom(...HEADINGS), { minLength: 1, maxLength: 9 }),
    guidance: fc.array(guidance, { minLength: 9, maxLength: 9 }),
    critical: fc.boolean(),
    table: fc.boolean(),
    field: fc.boolean(),
    evidence: fc.boolean(),
  })
  .map(({ headings, guidance: texts, critical, table: tabled, field, evidence }) => {
    const front = [
      critical ? `critical: [${headings[0]!}]` : '',
      tabled ? `tables:\n  ${headings.at(-1)!}: { columns: [Name, Owner], rows: 2 }` : '',
      evidence ? `evidence: {${headings.map((heading) => ` ${heading}: 1`).join(',')} }` : '',
      field && headings.length > 2 ? `fields: [${headings[1]!}]` : '',
    ].filter((line) => line !== '');
    const matter = front.length > 0 ? `---\n${front.join('\n')}\n---\n` : '';
    return {
      headings,
      markdown: `${matter}# Title of it\n\n${headings.map((heading, i) => `## ${heading}\n\n${texts[i]!}\n`).join('\n')}`,
    };
  });

/** A document to a template: its sections in order, each with up to four blocks, each of its own. */
function ownDocument(source: TemplateSource): fc.Arbitrary<Draft[]> {
  return fc
    .array(fc.array(block, { maxLength: 4 }), { minLength: source.headings.length, maxLength: source.headings.length })
    .map((bodies) => source.headings.map((heading, i) => ({ heading, blocks: bodies[i]! })));
}

/** One whose sections share text: whole blocks, sentences, parts of sentences, the template's guidance. */
function sharingDocument(source: TemplateSource): fc.Arbitrary<Draft[]> {
  return fc
    .tuple(
      ownDocument(source),
      fc.array(block, { minLength: 1, maxLength: 2 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 8 }),
    )
    .map(([drafts, pool, copies]) => {
      for (const [from, to, start, length, joined] of copies) {
        const texts = [...pool, ...drafts.flatMap((draft) => draft.blocks), ...guidanceTexts(source.markdown)];
        const text = texts[from % texts.length]!;
        const words = /^[|`{[<-]/.test(text) ? [text] : text.split(' ');
        const copy = words.slice(start % words.length, (start % words.length) + 1 + (length % words.length)).join(' ');
        const { blocks } = drafts[to % drafts.length]!;
        const last = blocks.at(-1);
        if (joined && last !== undefined && words.length > 1 && !/^[|`{[-]/.test(last))
          blocks[blocks.length - 1] = `${last.replace(/\.$/, '')} ${copy}`;
        else blocks.push(copy);
      }
      return drafts;
    });
}

function guidanceTexts(markdown: string): string[] {
  return [...markdown.matchAll(/^<!-- (.*) -->$/gm)].map((match) => match[1]!);
}

/** A document to a template, with text of its own or shared in every way. */
export function documentFor(source: TemplateSource): fc.Arbitrary<Draft[]> {
  return fc.oneof(ownDocument(source), sharingDocument(source));
}

export const templateAndDocument = templateSource.chain((source) =>
  documentFor(source).map((drafts) => ({ source, drafts })),
);

export function write(drafts: readonly Draft[], title = 'Kubelet of Rotterdam'): string {
  return `# ${title}\n\n${drafts.map(({ heading, blocks }) => `## ${heading}\n\n${blocks.map((text) => `${text}\n\n`).join('')}`).join('')}`;
}
