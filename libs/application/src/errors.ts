/**
 * The thing does not exist, belongs to another workspace or client, or is not the caller's to see: the three answer
 * alike, so that nobody learns which.
 */
export class NotFound extends Error {
  constructor() {
    super('There is no such thing here, or it is not yours to see.');
  }
}
