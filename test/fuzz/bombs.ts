import { zipSync } from 'fflate';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { pdfBomb } from '../support/pdf-bomb.js';

const MIB = 1024 * 1024;

/** Bombs are made once: each is some kilobytes that become very many. */
const ZEROS = Buffer.alloc(64 * MIB);
export const BOMBS: Readonly<Record<string, Buffer>> = {
  gzip: gzipSync(ZEROS),
  br: brotliCompressSync(ZEROS.subarray(0, 16 * MIB)),
};
/** Files that people should not upload, and some that are nothing. */
export const FILES: readonly (readonly [name: string, bytes: Buffer])[] = [
  ['bomb.pdf', pdfBomb(64, 8)],
  [
    'bomb.docx',
    Buffer.from(
      zipSync({ 'word/document.xml': ZEROS.subarray(0, 32 * MIB), '[Content_Types].xml': ZEROS.subarray(0, 100) }),
    ),
  ],
  ['bomb.zip', Buffer.from(zipSync({ a: ZEROS.subarray(0, 32 * MIB) }))],
  ['page.html', Buffer.from('<script>alert(1)</script>')],
  ['a.md', Buffer.from('# A\n\nText.')],
  ['nul.txt', Buffer.from('a\0b')],
  ['broken.txt', Buffer.from([0xff, 0xfe, 0xc3, 0x28])],
  ['cut.pdf', pdfBomb(1, 1).subarray(0, 200)],
  ['empty.md', Buffer.alloc(0)],
];
