import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form, options } from '../../parts/Form.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const AttestDepth = graphql(`
  mutation AttestDepth($input: AttestDepthInput!) {
    attestDepth(input: $input) {
      practitioner {
        id
        depthEvidenced
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const NameAiRiskOwner = graphql(`
  mutation NameAiRiskOwner($input: NameAiRiskOwnerInput!) {
    nameAiRiskOwner(input: $input) {
      engagement {
        id
        aiRiskOwner {
          name
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

const readiness = ['Engagement'];

type Kind = keyof typeof texts.engagement.attest.kinds;

interface Attestation {
  kind: Kind;
  statement: string;
  evidenceUrl: string;
}

const kinds = Object.keys(texts.engagement.attest.kinds) as Kind[];

/** One piece of evidence after the other; the form moves on to the next kind by itself. */
export function AttestDepthForm({ practitionerId }: { practitionerId: string }): ReactNode {
  const { values, set, text } = useFields<Attestation>({
    kind: 'MODEL_SELECTION',
    statement: '',
    evidenceUrl: '',
  });
  const attest = useAction(AttestDepth, readiness);
  const words = texts.engagement.attest;

  const submit = async (): Promise<void> => {
    const done = await attest.run({ practitionerId, ...values });
    if (!done) return;
    notifications.show({ message: words.done(words.kinds[values.kind]) });
    set('kind', kinds[(kinds.indexOf(values.kind) + 1) % kinds.length] ?? values.kind);
    set('statement', '');
    set('evidenceUrl', '');
  };

  return (
    <Form onSubmit={() => void submit()} submit={words.submit} busy={attest.busy} quiet>
      <Refusals of={attest.refusals} except={['statement', 'evidenceUrl']} />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect label={words.kind} data={options(words.kinds)} {...text('kind')} />
        <TextInput label={words.statement} required error={attest.errorOf('statement')} {...text('statement')} />
        <TextInput
          label={words.url}
          inputMode="url"
          required
          error={attest.errorOf('evidenceUrl')}
          {...text('evidenceUrl')}
        />
      </SimpleGrid>
    </Form>
  );
}

/** Who answers for AI risk; a person of the client or of the consultancy. */
export function RiskOwnerForm({ engagementId }: { engagementId: string }): ReactNode {
  const { values, text } = useFields({ name: '', email: '' });
  const name = useAction(NameAiRiskOwner);
  const words = texts.engagement.riskOwner;
  return (
    <Form onSubmit={() => void name.run({ engagementId, ...values })} submit={words.submit} busy={name.busy} quiet>
      <Refusals of={name.refusals} except={['name', 'email']} />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={words.name} required error={name.errorOf('name')} {...text('name')} />
        <TextInput label={words.email} type="email" required error={name.errorOf('email')} {...text('email')} />
      </SimpleGrid>
    </Form>
  );
}
