import type { ScanDeps, SendDeliveryDeps, SweepDeps } from '@bicorne/application';

/** What the handlers work with: made once at start. */
export type WorkerDeps = ScanDeps & SendDeliveryDeps & SweepDeps & { now: () => Date };
