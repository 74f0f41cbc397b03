import type {
  MakeArtifactPackDeps,
  ScanDeps,
  SendDeliveryDeps,
  SweepDeps,
  SweepExportsDeps,
} from '@bicorne/application';

/** What the handlers work with: made once at start. */
export type WorkerDeps = ScanDeps &
  SendDeliveryDeps &
  SweepDeps &
  MakeArtifactPackDeps &
  SweepExportsDeps & { now: () => Date };
