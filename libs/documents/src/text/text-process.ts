import { readTextOf } from './read-text.js';

/** What the process is sent, once. */
export interface TextRequest {
  bytes: Uint8Array;
  mediaType: string;
}

process.once('message', (request: TextRequest) => {
  void readTextOf(request.bytes, request.mediaType).then((answer) => process.send?.(answer));
});
