import type { DeliverySender, MakeArtifactPackDeps, ScanDeps, SweepDeps, SweepExportsDeps } from '@bicorne/application';

/** What the handlers work with: made once at start. */
export type WorkerDeps = ScanDeps &
  SweepDeps &
  MakeArtifactPackDeps &
  SweepExportsDeps & { sender: DeliverySender; now: () => Date };
