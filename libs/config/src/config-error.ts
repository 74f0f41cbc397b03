/**
 * The environment is wrong. `sentences` holds one sentence per wrong variable,
 * each fit to be shown to an operator as it is.
 */
export class ConfigError extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
    this.sentences = sentences;
  }
}
