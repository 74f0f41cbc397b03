import {
  loadDepthHistories,
  loadForecasts,
  narrowedToPractitioner,
  type DepthHistoryView,
  type QuarterForecastView,
} from '@bicorne/application';
import type { Batch } from '../graphql/request-context.js';

/** Forecasts by the engagement's row id, all of a request in one statement; null of an engagement that has not begun. */
export const forecastsByEngagement: Batch<QuarterForecastView> = ofEngagements(loadForecasts);

/** The same for the histories of depth. */
export const depthHistoriesByEngagement: Batch<DepthHistoryView> = ofEngagements(loadDepthHistories);

function ofEngagements<View extends { id: string }>(
  load: (...given: Parameters<typeof loadForecasts>) => Promise<View[]>,
): Batch<View> {
  return async (context, ids) => {
    const { caller } = context;
    const which = { ids, practitionerId: narrowedToPractitioner(caller) };
    const views = await context.transaction.run(caller, (tx) => load(tx, which, context.now()));
    const found = new Map(views.map((view) => [view.id, view]));
    return ids.map((id) => found.get(id) ?? null);
  };
}
