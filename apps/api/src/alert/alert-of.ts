import {
  listAlerts,
  loadAlert,
  narrowedToPractitioner,
  type AlertFilter,
  type AlertOrder,
  type AlertView,
} from '@bicorne/application';
import { pageOf, type Connection, type ConnectionArgs } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { DriftAlert } from './alert.types.js';

/** An alert as the schema shows it. */
export function alertOf({ acknowledgedBy, escalations, ...alert }: AlertView): DriftAlert {
  return {
    ...alert,
    acknowledgedBy: acknowledgedBy === null ? null : { name: acknowledgedBy },
    escalations: escalations.map(({ told, ...step }) => ({ ...step, told: told.map((name) => ({ name })) })),
  };
}

/** One alert as it is at this moment; null where the caller sees no such. */
export async function alertNow(context: RequestContext, id: string): Promise<DriftAlert | null> {
  const view = await context.transaction.run(context.caller, (tx) =>
    loadAlert(tx, id, narrowedToPractitioner(context.caller)),
  );
  return view && alertOf(view);
}

/** A page of the alerts that the caller sees. */
export function alertPage(
  context: RequestContext,
  page: ConnectionArgs,
  filter: AlertFilter,
  order: AlertOrder,
): Promise<Connection<DriftAlert>> {
  return pageOf(page, async (window) => {
    const slice = await context.transaction.run(context.caller, (tx) =>
      listAlerts(tx, { ...window, filter, order, practitionerId: narrowedToPractitioner(context.caller) }),
    );
    return { ...slice, rows: slice.rows.map(alertOf) };
  });
}
