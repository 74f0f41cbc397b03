import { Alert, Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useRef, useState } from 'react';
import { showDepth } from '../../format/figures.js';
import { graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { isThin } from '../../parts/Marks.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';
import { ConflictNote } from './ConflictNote.js';
import type { DeskDeliverable } from './DeliverableDesk.js';
import { DepthPanel } from './DepthPanel.js';
import { DueDatePanel } from './DueDatePanel.js';
import { EvidencePanel } from './EvidencePanel.js';
import { headingAt, headingsOf, sameHeading } from './guidance.js';
import { RevisionsPanel } from './RevisionsPanel.js';
import { SectionsPanel } from './SectionsPanel.js';
import { type Content, useDraft } from './use-draft.js';
import { AssessmentFragment, useDraftAssessment } from './use-draft-assessment.js';
import { WritingPanel } from './WritingPanel.js';
import classes from './Deliverable.module.css';

const SaveRevision = graphql(`
  mutation SaveRevision($input: SaveRevisionInput!) {
    saveRevision(input: $input) {
      deliverable {
        id
        state
      }
      revision {
        id
        number
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const SubmitDeliverable = graphql(`
  mutation SubmitDeliverable($input: SubmitDeliverableInput!) {
    submitDeliverable(input: $input) {
      deliverable {
        id
        state
        depth
        verdict
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

interface DeskProps {
  deliverable: DeskDeliverable;
  readAgain: () => void;
}

/** The writing desk: sections left, the writing in the middle, depth and reasons right. */
export function Desk({ deliverable, readAgain }: DeskProps): ReactNode {
  const { id, latestRevision, template } = deliverable;
  const latest = contentOf(deliverable);
  const draft = useDraft(id, latestRevision?.number ?? 0, latest);
  const savedAssessment =
    latestRevision && draft.markdown === latest.markdown
      ? readFragment(AssessmentFragment, latestRevision.assessment)
      : undefined;
  const { assessment, assessing } = useDraftAssessment(id, draft.markdown, savedAssessment);
  const save = useAction(SaveRevision, ['Revision', 'Engagement']);
  const submit = useAction(SubmitDeliverable, ['Engagement', 'DriftAlert']);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const [section, setSection] = useState<string>();
  const words = texts.deliverable;
  const conflict = save.refusals.some(({ code }) => code === 'CONFLICT');

  const keepRevision = async (): Promise<boolean> => {
    const content: Content = { markdown: draft.markdown, evidence: draft.evidence };
    const done = await save.run({ deliverableId: id, ...content, baseRevision: draft.base });
    if (done?.revision) draft.savedAs(done.revision.number, content);
    else readAgain();
    return done !== undefined;
  };

  const saveOnly = async (): Promise<void> => {
    if (await keepRevision()) notifications.show({ message: texts.saved });
  };

  const handIn = async (): Promise<void> => {
    if ((draft.unsaved || draft.base === 0) && !(await keepRevision())) return;
    const done = await submit.run({ deliverableId: id });
    if (!done?.deliverable) return;
    const { depth, verdict } = done.deliverable;
    notifications.show({ message: (isThin(verdict) ? words.submittedThin : words.submittedNow)(showDepth(depth)) });
  };

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
          number={latestRevision.number}
          savedBy={latestRevision.savedBy.name}
          keepMine={() => {
            draft.baseOn(latestRevision.number, latest);
            save.clear();
          }}
          takeTheirs={() => {
            draft.replaceWith(latestRevision.number, latest);
            save.clear();
          }}
        />
      )}
      {!conflict && <Refusals of={save.refusals} />}
      <Refusals of={submit.refusals} />
      {draft.restored && (
        <Alert variant="default" role="status">
          <Group justify="space-between">
            {words.restored}
            <Button variant="default" size="xs" onClick={() => draft.replaceWith(latestRevision?.number ?? 0, latest)}>
              {words.discard}
            </Button>
          </Group>
        </Alert>
      )}
      <div className={classes['desk']}>
        <SectionsPanel sections={assessment?.sections ?? []} current={section} goTo={goTo} />
        <Stack miw={0}>
          <WritingPanel
            ref={textarea}
            markdown={draft.markdown}
            template={template.markdown}
            section={section}
            write={draft.write}
            cursorAt={(offset) => setSection(headingAt(draft.markdown, offset))}
            status={draft.unsaved ? words.unsaved : draft.base === 0 ? words.nothingSaved : words.savedAs(draft.base)}
          >
            <Button variant="default" onClick={() => void saveOnly()} loading={save.busy} disabled={!draft.unsaved}>
              {words.save}
            </Button>
            <Button onClick={() => void handIn()} loading={submit.busy}>
              {words.submit}
            </Button>
          </WritingPanel>
          <EvidencePanel
            evidence={draft.evidence}
            sections={assessment?.sections.map(({ heading }) => heading) ?? []}
            change={draft.setEvidence}
          />
        </Stack>
        <Stack miw={0}>
          <DepthPanel assessment={assessment} assessing={assessing} section={section} />
          <RevisionsPanel deliverableId={id} />
          <DueDatePanel deliverableId={id} dueOn={deliverable.dueOn} />
        </Stack>
      </div>
    </Stack>
  );
}

/** What the writing starts from: the last revision, or the template with its guidance. */
function contentOf({ latestRevision, template }: DeskDeliverable): Content {
  if (!latestRevision) return { markdown: template.markdown, evidence: [] };
  return {
    markdown: latestRevision.markdown,
    evidence: latestRevision.evidence.map(({ section, kind, url, statement }) => ({ section, kind, url, statement })),
  };
}
