import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { texts } from '../../texts/index.js';
import { ReasonForm } from './ReasonForm.js';

const EndEngagementEarly = graphql(`
  mutation EndEngagementEarly($input: EndEngagementEarlyInput!) {
    endEngagementEarly(input: $input) {
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

/** Ends an engagement with what it still owes. It asks for a reason, which is as good as a question. */
export function EndEarlyForm({ engagementId, done }: { engagementId: string; done: () => void }): ReactNode {
  const action = useAction(EndEngagementEarly, ['Engagement', 'Deliverable', 'DriftAlert']);
  const words = texts.terms;
  return (
    <ReasonForm
      action={action}
      inputOf={(reason) => ({ engagementId, reason })}
      done={done}
      what={words.endWhat}
      label={words.endReason}
      submit={words.endNow}
      required
    />
  );
}
