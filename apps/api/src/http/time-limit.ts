import { ClsServiceManager } from 'nestjs-cls';
import { TimedOut } from '../graphql/errors.js';

const OVER = 'time-is-over';

/**
 * Waits for work as long as a request may take; work that takes longer begins no transaction from then on.
 *
 * Fastify's `handlerTimeout` does not do: on Node 20 a request closes when its body has come, and with it goes the timer.
 *
 * @throws TimedOut where it takes longer
 */
export function withinTime<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const cls = ClsServiceManager.getClsService();
  const over = new AbortController();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      over.abort();
      reject(new TimedOut());
    }, milliseconds);
    cls
      .run(() => {
        cls.set(OVER, over.signal);
        return work();
      })
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** For `WorkspaceTransaction`. @throws TimedOut where the time of the request is over */
export function checkTime(): void {
  if (ClsServiceManager.getClsService().get<AbortSignal | undefined>(OVER)?.aborted) throw new TimedOut();
}
