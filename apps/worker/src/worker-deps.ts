import type {
  DeliverySender,
  MakeArtifactPackDeps,
  ScanDeps,
  SendLetterDeps,
  SweepDeps,
  SweepExportsDeps,
  SweepStorageDeps,
} from '@bicorne/application';

/** What the handlers work with: made once at start. */
export type WorkerDeps = ScanDeps &
  SweepDeps &
  MakeArtifactPackDeps &
  SweepExportsDeps &
  SweepStorageDeps & { sender: DeliverySender; letters: SendLetterDeps; now: () => Date };
