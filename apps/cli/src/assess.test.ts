import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assess } from './assess.js';
import type { AssessArguments } from './assess.js';

const TEMPLATE = '# Note\n\n## Cause\n\n<!-- What happened. -->\n\n## Remedy\n\n<!-- What was done. -->\n';
const GOOD =
  '# Pump P-101\n\n## Cause\n\nThe strainer of pump P-101 clogged on 2026-03-14 and sensor PT-17 fell to 3.1 bar, below the alarm at 4.2 bar.\n\n' +
  '## Remedy\n\nInes Duarte cleaned the strainer mesh A12, reset the bypass valve V-33 and watched PT-17 hold 5 bar for two hours.\n';
const THIN = '# Pump P-101\n\n## Cause\n\nThe strainer of pump P-101 clogged on 2026-03-14.\n\n## Remedy\n\nTODO\n';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bicorne-assess-'));
  await writeFile(at('template.md'), TEMPLATE);
  await writeFile(at('good.md'), GOOD);
  await writeFile(at('thin.md'), THIN);
  await writeFile(at('bad.md'), '---\nhat: CFO\n---\n## A\n');
  await writeFile(at('blob.md'), Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x00]));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: AssessArguments, input = ''): Promise<{ code: number; lines: unknown[]; errors: string }> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const code = await assess(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr });
  stdout.end();
  stderr.end();
  const lines = (await text(stdout)).split('\n').filter((line) => line !== '');
  return { code, lines: lines.map((line): unknown => JSON.parse(line)), errors: await text(stderr) };
}

describe('bicorne assess', () => {
  it('writes a JSON line a document, with the path as given, and exits with 0 whatever the verdict', async () => {
    const documents = [at('good.md'), at('thin.md')];
    const { code, lines, errors } = await run({ template: at('template.md'), documents });
    expect(lines).toMatchObject([
      {
        document: documents[0],
        verdict: 'SUBSTANTIVE',
        sections: [{ heading: 'Cause', critical: true }, { heading: 'Remedy' }],
      },
      {
        document: documents[1],
        verdict: 'THIN',
        sections: [{}, { depth: 0, reasons: [{ code: 'SECTION_EMPTY' }, { code: 'PLACEHOLDER_LEFT' }] }],
      },
    ]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  it('exits with 1 where one is thin and that is to fail', async () => {
    expect(
      (await run({ template: at('template.md'), documents: [at('good.md'), at('thin.md')], failOn: 'thin' })).code,
    ).toBe(1);
    expect((await run({ template: at('template.md'), documents: [at('good.md')], failOn: 'thin' })).code).toBe(0);
  });

  it('reads standard input', async () => {
    const { lines } = await run({ template: at('template.md'), documents: ['-'] }, GOOD);
    expect(lines).toMatchObject([{ document: '-', verdict: 'SUBSTANTIVE' }]);
  });

  it('exits with 2 and a sentence for a file that cannot be read, and assesses the others', async () => {
    const { code, lines, errors } = await run({
      template: at('template.md'),
      documents: [at('none.md'), at('blob.md'), at('good.md')],
    });
    expect(code).toBe(2);
    expect(lines).toHaveLength(1);
    expect(errors).toBe(
      `Cannot read the document ${at('none.md')}: there is no such file.\nCannot read the document ${at('blob.md')}: it is not text.\n`,
    );
  });

  it('exits with 2 for a template that is not there or not right', async () => {
    expect(await run({ template: folder, documents: ['-'] })).toMatchObject({
      code: 2,
      errors: `Cannot read the template ${folder}: it is a folder.\n`,
    });
    const wrong = await run({ template: at('bad.md'), documents: ['-'] });
    expect(wrong.code).toBe(2);
    expect(wrong.errors).toContain('hat: ');
  });
});
