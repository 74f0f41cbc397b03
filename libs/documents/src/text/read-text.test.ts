import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { docxOf } from './docx.factory.js';
import { readTextOf } from './read-text.js';

// Real documents, made here: nothing is replaced.

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function textOf(bytes: Uint8Array, mediaType: string): Promise<string> {
  const read = await readTextOf(bytes, mediaType);
  if (!read.ok) throw new Error(read.refusals[0]?.message);
  return read.value;
}

async function refusalOf(bytes: Uint8Array, mediaType: string): Promise<string | undefined> {
  const read = await readTextOf(bytes, mediaType);
  return read.ok ? undefined : read.refusals[0]?.code;
}

describe('a DOCX', () => {
  it('keeps headings, paragraphs and tables', async () => {
    const bytes = docxOf([
      { heading: 'Model registry', level: 1 },
      { heading: 'Models in use', level: 2 },
      { text: 'Four models, all behind {one} gateway & a queue.' },
      {
        rows: [
          ['Model', 'Owner'],
          ['claims-triage v3.2', 'Ben Okafor'],
          ['mail-sorter v1', 'Ada Moreno'],
        ],
      },
      { heading: 'Evaluation', level: 2 },
      { text: 'Accuracy 0.93 on 1,200 cases, 4 March 2026.' },
    ]);
    expect(await textOf(bytes, DOCX)).toBe(
      `# Model registry

## Models in use

Four models, all behind {one} gateway & a queue.

| Model | Owner |
| --- | --- |
| claims-triage v3.2 | Ben Okafor |
| mail-sorter v1 | Ada Moreno |

## Evaluation

Accuracy 0.93 on 1,200 cases, 4 March 2026.`,
    );
  });

  it('is refused where it unpacks to far more than it says', async () => {
    const bomb = { 'word/media.xml': new Uint8Array(50 * 1024 * 1024) };
    expect(await refusalOf(docxOf([{ text: 'Small.' }], bomb), DOCX)).toBe('TOO_LARGE');
  });

  it('does not unpack its pictures', async () => {
    const picture = { 'word/media/image1.png': new Uint8Array(50 * 1024 * 1024) };
    expect(await textOf(docxOf([{ text: 'Small.' }], picture), DOCX)).toBe('Small.');
  });

  it.each([
    ['no text', docxOf([]), 'NO_TEXT'],
    ['no document', zipSync({ 'a.txt': strToU8('a') }), 'DAMAGED'],
    ['half of its bytes', docxOf([{ text: 'Whole.' }]).slice(0, 400), 'DAMAGED'],
    ['a password', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'ENCRYPTED'],
  ])('with %s is refused', async (_, bytes, code) => {
    expect(await refusalOf(bytes, DOCX)).toBe(code);
  });
});

describe('a text', () => {
  it('is taken as it is, without a byte order mark', async () => {
    expect(await textOf(strToU8('\uFEFF# Roadmap\n'), 'text/markdown')).toBe('# Roadmap\n');
  });

  it('is refused where it is not UTF-8', async () => {
    expect(await refusalOf(Uint8Array.of(0xe9, 0x74, 0xe9), 'text/plain')).toBe('NOT_UTF8');
  });
});

it('a file of another type is refused', async () => {
  expect(await refusalOf(strToU8('x'), 'image/png')).toBe('UNSUPPORTED_TYPE');
});
