import { loadShareLinks, type ShareLinkView } from '@bicorne/application';
import type { Batch } from '../graphql/request-context.js';

/** The links of each assessment. */
export const shareLinksByAssessment: Batch<ShareLinkView[]> = async (context, assessmentIds) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadShareLinks(tx, assessmentIds));
  return assessmentIds.map((id) => rows.filter((row) => row.intakeAssessmentId === id));
};
