import { differenceBudget, textDifference, type TextPart } from '@bicorne/documents';
import {
  compareSections,
  findSection,
  refused,
  type Assessment,
  type Decided,
  type SectionChange,
} from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import { engagementVisible, narrowedToPractitioner } from '../visibility.js';
import { templateOf, type PlannedTemplate } from './template-of.js';

export interface RevisionDifference {
  fromNumber: number;
  toNumber: number;
  depthBefore: number;
  depthAfter: number;
  sections: {
    heading: string;
    change: SectionChange;
    /** Of the template's section that it is; null where it is none, or was not there. */
    depthBefore: number | null;
    depthAfter: number | null;
    /** Empty where nothing changed. */
    parts: TextPart[];
  }[];
}

interface Row {
  id: string;
  deliverableId: string;
  key: string;
  templateId: string | null;
  number: number;
  markdown: string;
  assessment: Assessment;
}

/**
 * What changed between two revisions of one deliverable, section by section. The client side compares what was submitted
 * to it. Refused with NOT_COMPARABLE where the two are of different deliverables.
 *
 * @throws NotFound where one does not exist or is not the caller's to see
 */
export async function compareRevisions(
  context: UseCaseContext,
  { fromRevisionId, toRevisionId }: { fromRevisionId: string; toRevisionId: string },
): Promise<Decided<RevisionDifference>> {
  const { caller, services } = context;
  const { from, to, template } = await context.transaction.run(caller, async (tx) => {
    const rows = await tx.query<Row>(
      `select r.id, r.deliverable_id as "deliverableId", d.key, d.template_id as "templateId", r.number, r.markdown,
         r.assessment
       from revision r
       join deliverable d on d.workspace_id = r.workspace_id and d.id = r.deliverable_id
       join engagement e on e.workspace_id = d.workspace_id and e.id = d.engagement_id
       where r.id = any($1::uuid[]) and ${engagementVisible('$2')}
         and ($3::uuid is null or exists (select from submission s
           where s.workspace_id = r.workspace_id and s.deliverable_id = r.deliverable_id and s.revision = r.number))`,
      [[fromRevisionId, toRevisionId], narrowedToPractitioner(caller), caller.clientId],
    );
    const [one, other] = [fromRevisionId, toRevisionId].map((id) => rows.find((row) => row.id === id));
    if (!one || !other) throw new NotFound();
    return { from: one, to: other, template: await templateOf(tx, services.catalogue, other) };
  });
  if (from.deliverableId !== to.deliverableId)
    return refused({
      code: 'NOT_COMPARABLE',
      field: 'toRevisionId',
      message: 'The two revisions are of different deliverables: compare two of one.',
    });
  const budget = differenceBudget();
  return {
    ok: true,
    value: {
      fromNumber: from.number,
      toNumber: to.number,
      depthBefore: from.assessment.depth,
      depthAfter: to.assessment.depth,
      sections: compareSections(from.markdown, to.markdown).map(({ heading, change, before, after }) => ({
        heading,
        change,
        depthBefore: before === null ? null : depthOf(from.assessment, template, heading),
        depthAfter: after === null ? null : depthOf(to.assessment, template, heading),
        parts: change === 'UNCHANGED' || change === 'MOVED' ? [] : textDifference(before ?? '', after ?? '', budget),
      })),
    },
  };
}

function depthOf({ sections }: Assessment, { template }: PlannedTemplate, heading: string): number | null {
  const section = template.sections[findSection(template, heading)];
  return sections.find((candidate) => candidate.heading === section?.heading)?.depth ?? null;
}
