import { readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { TextDecoder } from 'node:util';
import type { Template } from '@bicorne/domain';
import { assess as assessDocument, readTemplate } from '@bicorne/domain';
import { codeOf } from './cli-error.js';

/** What `bicorne assess` exits with. */
const EXIT = { done: 0, thin: 1, unreadable: 2 } as const;
/** The name of standard input among the documents. */
const STANDARD_INPUT = '-';

export interface AssessArguments {
  template: string;
  /** Paths as given; `-` is standard input, once. */
  documents: string[];
  failOn?: 'thin';
}

export interface AssessStreams {
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
}

/**
 * Writes a JSON line a document, in the order given. Documents are judged one by one: what two of them share is not
 * held against either, since nobody can tell which was first (docs/depth.md). Gives the exit code: 0, 1 where
 * `failOn` is thin and one is thin or empty, 2 where a file cannot be read (the others are still assessed).
 */
export async function assess(args: AssessArguments, io: AssessStreams): Promise<number> {
  const template = await loadTemplate(args.template, io);
  if (!template) return EXIT.unreadable;
  let unreadable = false;
  let thin = false;
  let standardInput: Promise<Buffer> | undefined;
  for (const document of args.documents) {
    const text = document === STANDARD_INPUT ? (standardInput ??= readStream(io.stdin)) : readFile(document);
    const read = await attempt(text);
    if ('problem' in read) {
      await write(
        io.stderr,
        `Cannot read ${document === STANDARD_INPUT ? 'standard input' : `the document ${document}`}: ${read.problem}.\n`,
      );
      unreadable = true;
      continue;
    }
    const assessment = assessDocument(template, read.text);
    if (assessment.verdict !== 'SUBSTANTIVE') thin = true;
    await write(io.stdout, `${JSON.stringify({ document, ...assessment })}\n`);
  }
  if (unreadable) return EXIT.unreadable;
  return thin && args.failOn === 'thin' ? EXIT.thin : EXIT.done;
}

async function loadTemplate(path: string, io: AssessStreams): Promise<Template | undefined> {
  const read = await attempt(readFile(path));
  if ('problem' in read) {
    await write(io.stderr, `Cannot read the template ${path}: ${read.problem}.\n`);
    return undefined;
  }
  const template = readTemplate(read.text);
  if (template.ok) return template.value;
  const what = template.refusals.map((refusal) => refusal.message).join('; ');
  await write(io.stderr, `The template ${path} cannot be used: ${what}.\n`);
  return undefined;
}

async function attempt(reading: Promise<Buffer>): Promise<{ text: string } | { problem: string }> {
  try {
    return decode(await reading);
  } catch (error) {
    const code = codeOf(error);
    return { problem: (code === undefined ? undefined : PROBLEMS[code]) ?? code ?? String(error) };
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'its permissions forbid it',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'its path is too long',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};

async function readStream(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer));
  return Buffer.concat(chunks);
}

/** Text in UTF-8; a stray byte becomes a replacement character, what is not text at all is refused. */
function decode(bytes: Buffer): { text: string } | { problem: string } {
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.includes('\uFFFD') && bytes.includes(0) ? { problem: 'it is not text' } : { text };
}

/** Waits until the stream took the text, so that a full pipe loses nothing. */
function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));
}
