import {
  deliverableSeenBy,
  isDeliverableLate,
  loadDeliverables,
  loadLatestRevisions,
  narrowedToPractitioner,
  ofCatalogue,
  signFile,
  templatesOf,
  toGlobalId,
  type DeliverableView,
  type FileView,
  type PlannedTemplate,
  type RevisionView,
  type UseCaseContext,
} from '@bicorne/application';
import type { Batch, RequestContext } from '../graphql/request-context.js';
import { FILES_PATH, signedPath } from '../http/files-path.js';
import type { Deliverable, DeliverableTemplate, Revision } from './deliverable.types.js';
import type { UploadedFile } from './file.types.js';

/** A deliverable as the schema shows it to the caller. */
export function deliverableOf(view: DeliverableView, { caller, now }: UseCaseContext): Deliverable {
  const {
    sentBackAt: _sentBackAt,
    pauses: _pauses,
    timeZone: _timeZone,
    engagementState: _engagementState,
    latestRevision: _number,
    ...shown
  } = deliverableSeenBy(view, caller);
  return { ...shown, late: isDeliverableLate(view, now()) };
}

/** Deliverables that a request asks for one by one, found in one statement. */
export const deliverablesById: Batch<Deliverable> = async (context, ids) => {
  const views = await context.transaction.run(context.caller, (tx) =>
    loadDeliverables(tx, ids, narrowedToPractitioner(context.caller)),
  );
  const found = new Map(views.map((view) => [view.id, deliverableOf(view, context)]));
  return ids.map((id) => found.get(id) ?? null);
};

/** The newest revision of each deliverable. */
export const latestRevisions: Batch<Revision> = async (context, deliverableIds) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadLatestRevisions(tx, deliverableIds));
  const found = new Map(rows.map((row) => [row.deliverableId, revisionOf(row, context)]));
  return deliverableIds.map((id) => found.get(id) ?? null);
};

/** A revision as the schema shows it. */
export function revisionOf(
  { savedBy, deliverableId: _deliverable, evidence, file, ...revision }: RevisionView,
  context: UseCaseContext,
): Revision {
  return {
    ...revision,
    savedBy: { name: savedBy },
    evidence: evidence.map((piece) => ({ ...piece, file: fileOf(piece.file, context) })),
    file: fileOf(file, context),
  };
}

/** A file as the schema shows it. */
export function fileOf(file: FileView | null, { services, caller, now }: UseCaseContext): UploadedFile | null {
  if (file === null) return null;
  const { signature, expiresAt } = signFile(services, caller, file.id, now());
  const id = toGlobalId('File', file.id);
  const url = `${services.baseUrl}${signedPath(id, signature)}`;
  return { ...file, url: `${FILES_PATH}/${id}`, signedUrl: { url, expiresAt } };
}

/** The versions of templates of the workspace's own, by id. */
const ownTemplates: Batch<PlannedTemplate> = async (context, ids) => {
  const refs = ids.map((templateId) => ({ key: '', templateId }));
  const find = await context.transaction.run(context.caller, (tx) => templatesOf(tx, context.services.catalogue, refs));
  return refs.map((ref) => find(ref) ?? null);
};

/** What a deliverable is written to: the version of a template that it was planned by. */
export async function templateOfDeliverable(
  context: RequestContext,
  { key, title, hat, templateId }: Deliverable,
): Promise<DeliverableTemplate> {
  const found =
    templateId === null ? ofCatalogue(context.services.catalogue, key) : await context.load(ownTemplates, templateId);
  return { key, title, hat, dueDay: found?.dueDay ?? 0, markdown: found?.markdown ?? '', own: found?.own ?? false };
}
