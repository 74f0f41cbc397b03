import { mapped } from './mapped.js';

/** The events of the subscription `driftAlertRaised`; an alert that `find` gives as null is not the caller's to see. */
export function alertsRaised<Alert>(
  ids: AsyncIterator<string>,
  find: (alertId: string) => Promise<Alert | null>,
): AsyncIterable<{ driftAlertRaised: Alert }> {
  return mapped(ids, async (id) => {
    const alert = await find(id);
    return alert === null ? null : { driftAlertRaised: alert };
  });
}
