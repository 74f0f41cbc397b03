/** The embedded PostgreSQL cannot be used. `message` is one sentence, fit for an operator. */
export class EmbeddedError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'EmbeddedError';
  }
}

/** The system's code for an error (ENOENT), or undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
