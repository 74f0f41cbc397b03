import type { FastifyInstance } from 'fastify';
import { MAX_BODY_BYTES } from '../gate/limits.js';

/** The body of a request: what it says, and how it was written. */
export interface JsonBody {
  text: string;
  value: unknown;
}

/** In this scope a body is JSON sent as application/json, and nothing else. */
export function takeOnlyJson(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: MAX_BODY_BYTES },
    (_request, text, done) => {
      try {
        done(null, { text: String(text), value: JSON.parse(String(text)) as unknown } satisfies JsonBody);
      } catch {
        done(Object.assign(new Error('Not JSON.'), { statusCode: 400 }));
      }
    },
  );
}
