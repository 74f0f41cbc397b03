import type { Hat } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import { loadDriftState } from '../drift/load-drift-facts.js';
import type { Services } from '../services.js';
import { tellingsOfPeople } from './tellings-of-alerts.js';
import { writeNotices } from './write-notices.js';

/**
 * Tells who wears a hat from now on what is open under it, once: they were not there when it was found. What the same look
 * opened they are told as everyone is.
 */
export async function tellNewWearers(
  tx: Tx,
  services: Services,
  engagementId: string,
  hats: readonly Hat[],
  now: Date,
): Promise<void> {
  if (hats.length === 0) return;
  const state = await loadDriftState(tx, engagementId, services.catalogue, now);
  if (!state) return;
  const found = { services, state, now };
  const tellings = hats.flatMap((hat) =>
    state.known
      .filter((alert) => alert.state === 'OPEN' && alert.hat === hat && alert.openedAt < now)
      .flatMap((alert) =>
        tellingsOfPeople(
          found,
          {
            alertId: alert.id,
            signal: { ...alert, figures: [...alert.figures] },
            previousAlertId: alert.previousAlertId,
          },
          {
            people: state.people.filter(({ wears }) => wears.includes(hat)),
            because: `You wear the ${hat} hat now, and it was open before.`,
          },
        ),
      ),
  );
  await writeNotices(tx, services, tellings, now);
}
