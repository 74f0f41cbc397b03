/** A command cannot do what it was asked to. `message` is one sentence, fit for an operator. */
export class CliError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'CliError';
  }
}

/** The system's or PostgreSQL's code for an error (ECONNREFUSED, 28P01), or undefined. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
