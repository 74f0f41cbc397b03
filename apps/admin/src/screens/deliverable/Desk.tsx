import { Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useViewer } from '../../app/session.js';
import { readFragment } from '../../graphql/graphql.js';
import { Refusals } from '../../parts/Refusals.js';
import { ConflictNote } from './ConflictNote.js';
import type { DeskDeliverable } from './DeliverableDesk.js';
import { DepthPanel } from './DepthPanel.js';
import { DeskButtons } from './DeskButtons.js';
import { DeskNotes } from './DeskNotes.js';
import type { Content } from './draft-content.js';
import { DueDatePanel } from './DueDatePanel.js';
import { EvidencePanel } from './EvidencePanel.js';
import { headingAt, headingsOf, sameHeading } from './guidance.js';
import { ImportPanel } from './ImportPanel.js';
import { keptInWords } from './kept-in-words.js';
import { RevisionsPanel } from './RevisionsPanel.js';
import { SectionsPanel } from './SectionsPanel.js';
import { useDraft } from './use-draft.js';
import { AssessmentFragment, useDraftAssessment } from './use-draft-assessment.js';
import { useKeeping } from './use-keeping.js';
import { useSaving } from './use-saving.js';
import { WritingPanel } from './WritingPanel.js';
import classes from './Deliverable.module.css';

interface DeskProps {
  deliverable: DeskDeliverable;
  readAgain: () => void;
}

/** The writing desk: sections left, the writing in the middle, depth and reasons right. */
export function Desk({ deliverable, readAgain }: DeskProps): ReactNode {
  const { id, latestRevision, template } = deliverable;
  const viewer = useViewer();
  const saved = useSavedContent(deliverable);
  const number = latestRevision?.number ?? 0;
  const draft = useDraft({ viewerId: viewer.id, deliverableId: id, number, saved, kept: deliverable.draft });
  const content = useSame(draft.markdown, draft.evidence);
  const keptAt = deliverable.draft?.keptAt ?? null;
  const { place, base, unsaved } = draft;
  const { keeping, settled } = useKeeping({
    place,
    deliverableId: id,
    content,
    base,
    unsaved,
    keptAt,
    onNewer: readAgain,
  });
  const saving = useSaving(deliverable, draft, settled, readAgain);
  const isSaved = latestRevision !== null && !unsaved && base === number;
  const { assessment, assessing } = useDraftAssessment(
    id,
    content,
    isSaved ? readFragment(AssessmentFragment, latestRevision.assessment) : undefined,
  );
  const textarea = useRef<HTMLTextAreaElement>(null);
  const [section, setSection] = useState<string>();
  const sections = assessment?.sections ?? [];
  const conflict = unsaved && number > base;
  // After a conflict is settled the writing goes on where it was.
  const settledNow = useRef(false);
  useEffect(() => {
    if (settledNow.current && !conflict) textarea.current?.focus();
    settledNow.current = conflict;
  }, [conflict]);

  const goTo = (heading: string): void => {
    setSection(heading);
    const field = textarea.current;
    const at = headingsOf(draft.markdown).find(({ text }) => sameHeading(text, heading))?.at;
    if (!field || at === undefined) return;
    // Leaving and entering again is what makes a browser scroll a text field to its cursor.
    field.blur();
    field.setSelectionRange(at, at);
    field.focus();
  };

  return (
    <Stack>
      {conflict && latestRevision && (
        <ConflictNote
          deliverableId={id}
          number={number}
          savedBy={latestRevision.savedBy.name}
          draft={draft}
          theirs={saved}
          settled={saving.clear}
        />
      )}
      <Refusals of={saving.refusals.filter(({ code }) => code !== 'CONFLICT')} />
      <DeskNotes draft={draft} number={number} saved={saved} />
      <div className={classes['desk']}>
        <SectionsPanel sections={sections} current={section} goTo={goTo} />
        <WritingPanel
          ref={textarea}
          markdown={draft.markdown}
          template={template.markdown}
          section={section}
          write={draft.write}
          cursorAt={(offset) => setSection(headingAt(draft.markdown, offset))}
          status={keptInWords(keeping, base)}
        >
          <DeskButtons saving={saving} unsaved={unsaved} written={unsaved || latestRevision !== null} />
        </WritingPanel>
        <Stack miw={0}>
          <DepthPanel assessment={assessment} assessing={assessing} section={section} />
          <RevisionsPanel deliverableId={id} />
          <ImportPanel engagementId={deliverable.engagement.id} deliverableId={id} base={number} done={readAgain} />
          <DueDatePanel deliverable={deliverable} />
        </Stack>
        <EvidencePanel
          engagementId={deliverable.engagement.id}
          evidence={draft.evidence}
          sections={sections.map(({ heading }) => heading)}
          current={section}
          change={draft.setEvidence}
        />
      </div>
    </Stack>
  );
}

/** The same object as long as what is in it stays the same. */
function useSame(markdown: string, evidence: Content['evidence']): Content {
  const [same, setSame] = useState<Content>({ markdown, evidence });
  if (same.markdown === markdown && same.evidence === evidence) return same;
  const other = { markdown, evidence };
  setSame(other);
  return other;
}

/** What the writing starts from: the last revision, or the template with its guidance. */
function useSavedContent({ latestRevision, template }: DeskDeliverable): Content {
  const [known, setKnown] = useState<{ id: string | undefined; content: Content }>();
  const id = latestRevision?.id;
  if (known && known.id === id) return known.content;
  const content: Content = latestRevision
    ? {
        markdown: latestRevision.markdown,
        evidence: latestRevision.evidence.map(({ section, kind, url, statement, file }) => ({
          section,
          kind,
          url,
          statement,
          file,
        })),
      }
    : { markdown: template.markdown, evidence: [] };
  setKnown({ id, content });
  return content;
}
