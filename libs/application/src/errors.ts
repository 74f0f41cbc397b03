/**
 * The thing does not exist, belongs to another workspace or client, or is not the caller's to see: the three answer
 * alike, so that nobody learns which.
 */
export class NotFound extends Error {
  constructor() {
    super('There is no such thing here, or it is not yours to see.');
  }
}

/** What is asked for was asked for too often; from `retryAt` on it may be asked for again. */
export class TooMany extends Error {
  constructor(readonly retryAt: Date) {
    super('Too many requests; wait a moment.');
  }
}
