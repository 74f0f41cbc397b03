import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

/** What the parser of forms threw: it tells its own errors by nothing but their words. */
const unreadable = new WeakSet<object>();

/** Whether an error says that a form is cut off or broken. */
export function isUnreadable(error: unknown): boolean {
  return typeof error === 'object' && error !== null && unreadable.has(error);
}

/** How long the parser may give no part while no byte arrives either, in milliseconds. */
const STILL_MS = 10_000;
const LOOK_EVERY_MS = 1_000;

/** The parts of a form in their order. @throws an error of which `isUnreadable` is true, where it is cut off or broken */
export async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    const parts = request.parts();
    for (;;) {
      const next = await unlessStill(request, parts.next());
      if (next.done === true) return;
      const part = next.value;
      if (part.type === 'file') {
        // A short form is read to its end before its first part is looked at.
        if (part.file.errored) unreadable.add(part.file.errored);
        part.file.once('error', (error) => unreadable.add(error));
      }
      yield part;
    }
  } catch (error) {
    if (error instanceof Error && !('statusCode' in error)) unreadable.add(error);
    throw error;
  }
}

/**
 * The parser stops for good at a part with broken headers and more text than it takes at once: then neither a part nor
 * an error comes, and without this the request would hang until its connection is cut off.
 */
async function unlessStill<Given>({ raw }: FastifyRequest, given: Promise<Given>): Promise<Given> {
  let received = raw.socket.bytesRead;
  let since = Date.now();
  let look: NodeJS.Timeout | undefined;
  const still = new Promise<never>((_, reject) => {
    look = setInterval(() => {
      if (raw.socket.bytesRead !== received) {
        received = raw.socket.bytesRead;
        since = Date.now();
      } else if (Date.now() - since >= STILL_MS) {
        reject(new Error('The form gives no part any more.'));
      }
    }, LOOK_EVERY_MS);
  });
  // One of the two is not waited for any more.
  given.catch(() => undefined);
  try {
    return await Promise.race([given, still]);
  } finally {
    clearInterval(look);
  }
}
