import { Unprintable, zip, type PdfThread, type Received } from '@bicorne/documents';
import { ARTIFACT_PACK } from '@bicorne/domain';
import type { WorkspaceTransaction } from '@bicorne/persistence';
import type { Services } from '../../services.js';
import { archiveEntries, ArchiveTooLarge } from '../../data/archive-entries.js';
import { lockBytes } from '../unneeded-bytes.js';
import {
  RENEW_EVERY_MS,
  claimExport,
  finishExport,
  giveExportBack,
  renewExport,
  type ExportClaim,
} from './export-claim.js';
import { loadPack } from './load-pack.js';
import { packEntries } from './pack-entries.js';

export interface MakeArtifactPackDeps {
  transaction: WorkspaceTransaction;
  services: Pick<Services, 'storage'>;
  /** Opens what prints; it is closed when the archive is made. */
  openPrinter: () => PdfThread;
}

/**
 * - `DONE`: the archive is there
 * - `NOT_DUE`: nothing to do here; finished, not yet due, or in other hands
 * - `STALE`: someone else has claimed it meanwhile, and their outcome counts
 * - `GIVEN_BACK`: this process has to end, and another one takes it
 * - `FAILED`: it cannot be made as it stands; why, is said to people
 */
export type MakeArtifactPackResult = 'DONE' | 'NOT_DUE' | 'STALE' | 'GIVEN_BACK' | 'FAILED';

/** Whoever holds the claim is someone else by now, or the process ends: the work stops where it is. */
class Stopped extends Error {}

/**
 * Makes one archive, of whichever kind: claim, read the state once, print, pack into storage, note the outcome. Safe to call at any time and
 * any number of times. An archive that is lost half way leaves nothing behind but its claim, which lapses.
 *
 * @throws what went wrong, once the export was given back to be tried again or counted as failed
 */
export async function makeArtifactPack(
  deps: MakeArtifactPackDeps,
  { workspaceId, exportJobId }: { workspaceId: string; exportJobId: string },
  signal?: AbortSignal,
): Promise<MakeArtifactPackResult> {
  const inWorkspace = <T>(work: Parameters<typeof deps.transaction.run<T>>[1]): Promise<T> =>
    deps.transaction.run({ workspaceId }, work);
  const claim = await inWorkspace((tx) => claimExport(tx, exportJobId));
  if (!claim) return 'NOT_DUE';
  const hold = async (progress: number | null): Promise<void> => {
    if (signal?.aborted || !(await inWorkspace((tx) => renewExport(tx, claim, progress)))) throw new Stopped();
  };
  try {
    const made = await holding(hold, (lost) => pack(deps, claim, { workspaceId, hold, lost, signal }));
    return (await keep(deps.transaction, claim, { workspaceId, made })) ? 'DONE' : 'STALE';
  } catch (error) {
    const why = signal?.aborted ? 'ENDING' : isImpossible(error) ? error : 'ERROR';
    await inWorkspace((tx) => giveExportBack(tx, claim, why));
    if (why === 'ENDING') return 'GIVEN_BACK';
    if (error instanceof Stopped) return 'STALE';
    if (isImpossible(error)) return 'FAILED';
    throw error;
  }
}

/** Notes the outcome, and puts the archive where it is found. @returns whether the claim still held */
async function keep(
  transaction: WorkspaceTransaction,
  claim: ExportClaim,
  { workspaceId, made }: { workspaceId: string; made: Received },
): Promise<boolean> {
  try {
    return await transaction.run({ workspaceId }, async (tx) => {
      await lockBytes(tx, [made.sha256]);
      const holds = await finishExport(tx, claim, made);
      if (holds) await made.keep(workspaceId);
      return holds;
    });
  } finally {
    await made.drop();
  }
}

interface Watch {
  workspaceId: string;
  hold: (progress: number) => Promise<void>;
  /** Whether a renewal has found the claim in other hands. */
  lost: () => boolean;
  signal?: AbortSignal;
}

function isImpossible(error: unknown): error is Unprintable | ArchiveTooLarge {
  return error instanceof Unprintable || error instanceof ArchiveTooLarge;
}

function pack(deps: MakeArtifactPackDeps, claim: ExportClaim, watch: Watch): Promise<Received> {
  return claim.engagementId === null ? packData(deps, claim, watch) : packArtifacts(deps, claim.engagementId, watch);
}

/** All that is kept of a client or of the workspace, of one moment. */
async function packData(
  { transaction, services: { storage } }: MakeArtifactPackDeps,
  { clientId, requestedBy: madeBy }: ExportClaim,
  { workspaceId, hold, lost, signal }: Watch,
): Promise<Received> {
  const onTable = async (done: number, of: number): Promise<void> => {
    if (lost() || signal?.aborted) throw new Stopped();
    await hold(done / (of + 1));
  };
  return transaction.run(
    { workspaceId },
    (tx) => storage.receive(zip((written) => archiveEntries(tx, { clientId, madeBy }, { storage, onTable }, written))),
    { snapshot: true },
  );
}

async function packArtifacts(
  { transaction, services: { storage }, openPrinter }: MakeArtifactPackDeps,
  engagementId: string,
  { workspaceId, hold, lost, signal }: Watch,
): Promise<Received> {
  const state = await transaction.run({ workspaceId }, (tx) => loadPack(tx, engagementId));
  if (!state) throw new Stopped();
  const printer = openPrinter();
  // A document that is being printed is not waited for.
  const stop = (): void => void printer.close();
  signal?.addEventListener('abort', stop);
  try {
    const tools = {
      workspaceId,
      storage,
      print: printer.print,
      onArtifact: async (done: number) => {
        if (lost()) throw new Stopped();
        // The last of it is the archive itself.
        await hold(done / (ARTIFACT_PACK.length + 1));
      },
    };
    return await storage.receive(zip((written) => packEntries(state, tools, written)));
  } finally {
    signal?.removeEventListener('abort', stop);
    await printer.close();
  }
}

/** Renews the lease by the clock while the work goes on, for one artifact can take longer than a lease. */
async function holding<T>(
  hold: (progress: null) => Promise<void>,
  work: (lost: () => boolean) => Promise<T>,
): Promise<T> {
  let lost = false;
  const timer = setInterval(() => {
    hold(null).catch((error: unknown) => {
      // A database that is away for a moment is no reason to stop; the next renewal or the last write tells.
      lost ||= error instanceof Stopped;
    });
  }, RENEW_EVERY_MS);
  try {
    return await work(() => lost);
  } finally {
    clearInterval(timer);
  }
}
