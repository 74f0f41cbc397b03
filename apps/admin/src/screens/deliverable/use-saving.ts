import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import { showDepth } from '../../format/figures.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction, type UserError } from '../../graphql/use-action.js';
import { isThin } from '../../parts/Marks.js';
import { texts } from '../../texts/index.js';
import type { DeskDeliverable } from './DeliverableDesk.js';
import { asInput, type Content } from './draft-content.js';
import type { Draft } from './use-draft.js';

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

export interface Saving {
  save: () => Promise<void>;
  submit: () => Promise<void>;
  isSaving: boolean;
  isSubmitting: boolean;
  refusals: UserError[];
  clear: () => void;
}

/**
 * Makes the writing a revision, and hands it in.
 * @param settled resolves once no draft is on its way, which would come after the revision that it became
 */
export function useSaving(
  { id }: DeskDeliverable,
  draft: Draft,
  settled: () => Promise<void>,
  readAgain: () => void,
): Saving {
  const saveAction = useAction(SaveRevision, ['Revision', 'Engagement']);
  const submitAction = useAction(SubmitDeliverable, ['Engagement', 'DriftAlert']);
  const now = useRef(draft);
  now.current = draft;
  const words = texts.deliverable;

  const keepRevision = async (): Promise<boolean> => {
    await settled();
    const { markdown, evidence, base } = now.current;
    const content: Content = { markdown, evidence };
    const input = { deliverableId: id, markdown, evidence: asInput(evidence), baseRevision: base };
    const done = await saveAction.run(input);
    if (done?.revision) now.current.savedAs(done.revision.number, content);
    else readAgain();
    return done !== undefined;
  };

  return {
    save: async () => {
      if (await keepRevision()) notifications.show({ message: texts.saved });
    },
    submit: async () => {
      if ((draft.unsaved || draft.base === 0) && !(await keepRevision())) return;
      const done = await submitAction.run({ deliverableId: id });
      if (!done?.deliverable) return;
      const { depth, verdict } = done.deliverable;
      notifications.show({ message: (isThin(verdict) ? words.submittedThin : words.submittedNow)(showDepth(depth)) });
    },
    isSaving: saveAction.busy,
    isSubmitting: submitAction.busy,
    refusals: [...saveAction.refusals, ...submitAction.refusals],
    clear: saveAction.clear,
  };
}
