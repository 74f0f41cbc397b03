import { lazy, type ReactNode, Suspense } from 'react';
import { useTourShown } from './tour-shown.js';

const Tour = lazy(async () => ({ default: (await import('./Tour.js')).Tour }));

/** Shows visitors of the demo workspace around, unless they said that they had seen it. Loaded only then. */
export function TourStarter(): ReactNode {
  return (
    useTourShown() && (
      <Suspense>
        <Tour />
      </Suspense>
    )
  );
}
