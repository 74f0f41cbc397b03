import type { ReceivedMail } from './mail-sink.js';

/** The subject as a mailbox shows it: RFC 2047 writes what is not ASCII in encoded words. */
export function subjectOf({ headers }: ReceivedMail): string {
  const words = (headers['subject'] ?? '').replace(/\?=\s+=\?/g, '?==?');
  return words.replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, text: string) => {
    if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString('utf8');
    return decodeURIComponent(text.replaceAll('%', '=25').replaceAll('_', ' ').replaceAll('=', '%'));
  });
}

/** The text of a message, of its plain and its HTML part, without the encoding of the mail. */
export function textOf({ raw }: ReceivedMail): string {
  const unfolded = raw.replace(/=\r?\n/g, '');
  return Buffer.from(
    unfolded.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    'latin1',
  ).toString('utf8');
}
