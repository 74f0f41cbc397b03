import { describe, expect, it } from '@jest/globals';
import { cleanFileName, readFileType } from './file.js';

describe('the name of a file', () => {
  it.each([
    ['evaluation.pdf', 'evaluation.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ben\\Model registry.docx', 'Model registry.docx'],
    ['a\u0000b\r\nc.md', 'abc.md'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['what? "this": <that>.txt', 'what_ _this__ _that_.txt'],
    ['...hidden', 'hidden'],
    ['  ', 'file'],
    ['///', 'file'],
    ['Überblick.md', 'Überblick.md'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('keeps its ending when it is cut', () => {
    const cut = cleanFileName(`${'ä'.repeat(400)}.docx`);
    expect([...cut]).toHaveLength(200);
    expect(cut.endsWith('ä.docx')).toBe(true);
  });
});

describe('the type of a file', () => {
  it('is one of those that people read', () => {
    expect(readFileType('application/pdf')).toEqual({ ok: true, value: 'application/pdf' });
  });

  it.each(['application/x-msdownload', 'application/zip', 'toString', null])('is not %s', (mediaType) => {
    expect(readFileType(mediaType)).toMatchObject({ ok: false, refusals: [{ code: 'UNSUPPORTED_TYPE' }] });
  });
});
