import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { orNothing } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { ReasonForm } from './ReasonForm.js';

const PauseEngagement = graphql(`
  mutation PauseEngagement($input: PauseEngagementInput!) {
    pauseEngagement(input: $input) {
      engagement {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** The engagement rests until it is resumed, which moves what is owed. */
export function PauseForm({ engagementId, done }: { engagementId: string; done: () => void }): ReactNode {
  const action = useAction(PauseEngagement, ['Engagement', 'DriftAlert']);
  const words = texts.terms;
  return (
    <ReasonForm
      action={action}
      inputOf={(reason) => ({ engagementId, reason: orNothing(reason) })}
      done={done}
      what={words.pauseWhat}
      label={words.pauseReason}
      submit={words.pauseNow}
    />
  );
}
