import type { ServerResponse } from 'node:http';

/** Most streams that one caller has open at a time: a browser has one a window. */
export const MAX_STREAMS = 20;

/** Counts the streams that callers have open in this process. */
export class OpenStreams {
  private readonly open = new Map<string, number>();

  /** Counts one until its response is closed. @returns false where the caller has MAX_STREAMS open */
  take(caller: string, response: ServerResponse): boolean {
    const streams = this.open.get(caller) ?? 0;
    if (streams >= MAX_STREAMS) return false;
    // Of one that is closed by now nothing more would be heard.
    if (response.destroyed) return true;
    this.open.set(caller, streams + 1);
    response.once('close', () => this.release(caller));
    return true;
  }

  private release(caller: string): void {
    const left = (this.open.get(caller) ?? 1) - 1;
    if (left > 0) this.open.set(caller, left);
    else this.open.delete(caller);
  }
}
