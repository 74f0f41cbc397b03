import { Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { type Action, useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import type { HatName } from '../../parts/Hat.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

const SignOffDecision = graphql(`
  mutation SignOffDecision($input: SignOffDecisionInput!) {
    signOffDecision(input: $input) {
      decision {
        id
        signOffs {
          hat
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const ApproveDecision = graphql(`
  mutation ApproveDecision($input: ApproveDecisionInput!) {
    approveDecision(input: $input) {
      decision {
        id
        approval {
          at
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const changes = ['Engagement', 'DriftAlert'];

/** A hat agrees to a joint decision, for a reason of its own. */
export function SignOffForm({ decisionId, hat }: { decisionId: string; hat: HatName }): ReactNode {
  const signOff = useAction(SignOffDecision, changes);
  return (
    <ReasonForm
      label={texts.decisions.signOffReason}
      submit={texts.decisions.signOff(texts.hats[hat])}
      action={signOff}
      run={(reason) => signOff.run({ decisionId, hat, reason })}
    />
  );
}

/** A sponsor approves what a decision spends over a limit. */
export function ApproveForm({ decisionId }: { decisionId: string }): ReactNode {
  const approve = useAction(ApproveDecision, changes);
  return (
    <ReasonForm
      label={texts.decisions.approveReason}
      submit={texts.decisions.approve}
      action={approve}
      run={(reason) => approve.run({ decisionId, reason })}
    />
  );
}

interface ReasonFormProps {
  label: string;
  submit: string;
  action: Pick<Action<unknown, unknown>, 'busy' | 'refusals' | 'errorOf'>;
  run: (reason: string) => Promise<unknown>;
}

function ReasonForm({ label, submit, action, run }: ReasonFormProps): ReactNode {
  const [reason, setReason] = useState('');
  return (
    <Form onSubmit={() => void run(reason)} submit={submit} busy={action.busy} quiet>
      <Refusals of={action.refusals} except={['reason']} />
      <Textarea
        label={label}
        dir="auto"
        required
        autosize
        minRows={2}
        error={action.errorOf('reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
