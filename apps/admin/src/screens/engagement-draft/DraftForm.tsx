import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useViewer } from '../../app/session.js';
import { todayIn } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import type { HatName } from '../../parts/Hat.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { TimeZoneField } from '../../parts/TimeZoneField.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { type Assignment, AssignmentFields, emptyAssignment } from './AssignmentFields.js';

export const DraftClientFragment = graphql(`
  fragment DraftClient on Client {
    id
    timeZone
    intakeAssessment {
      id
      recommendation {
        shape
      }
    }
  }
`);

const DraftEngagement = graphql(`
  mutation DraftEngagement($input: DraftEngagementInput!) {
    draftEngagement(input: $input) {
      engagement {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type ShapeName = 'FRACTIONAL_CTO' | 'FRACTIONAL_CAIO' | 'CTO_AND_CAIO' | 'TWO_ROLES';

/** The fields that each shape asks for. */
const hatsOfShape: Record<ShapeName, HatName[]> = {
  FRACTIONAL_CTO: ['CTO'],
  FRACTIONAL_CAIO: ['CAIO'],
  CTO_AND_CAIO: ['CTO', 'CAIO'],
  TWO_ROLES: ['CTO', 'CAIO'],
};
const shapes = Object.keys(hatsOfShape) as ShapeName[];

/** The inputs of a hat that show their refusal themselves, as the API names them. */
const inputsOf = (at: number): string[] =>
  ['practitionerId', 'daysPerWeek', 'perDecisionLimit', 'perQuarterLimit'].map((input) => `assignments.${at}.${input}`);

interface DraftFormProps {
  client: FragmentOf<typeof DraftClientFragment>;
}

export function DraftForm(props: DraftFormProps): ReactNode {
  const client = readFragment(DraftClientFragment, props.client);
  const { workspace } = useViewer();
  const recommended = client.intakeAssessment?.recommendation.shape;
  const timeZone = client.timeZone ?? workspace.timeZone;
  const { values, set, text } = useFields({
    shape: recommended && recommended !== 'NEITHER' ? recommended : 'CTO_AND_CAIO',
    startsOn: todayIn(timeZone),
    timeZone,
    currency: 'EUR',
  });
  const [assignments, setAssignments] = useState<Record<HatName, Assignment>>({
    CTO: emptyAssignment,
    CAIO: emptyAssignment,
  });
  const draft = useAction(DraftEngagement, ['Client', 'PortfolioRow']);
  const navigate = useNavigate();
  const words = texts.draft;
  const hats = hatsOfShape[values.shape];

  const submit = async (): Promise<void> => {
    const money = (amount: string): { amount: string; currency: string } | undefined => {
      const given = orNothing(amount);
      return given === undefined ? undefined : { amount: given, currency: values.currency };
    };
    const done = await draft.run({
      clientId: client.id,
      shape: values.shape,
      startsOn: values.startsOn,
      timeZone: values.timeZone,
      intakeAssessmentId: client.intakeAssessment?.id,
      assignments: hats.map((hat) => ({
        hat,
        practitionerId: assignments[hat].practitioner?.id,
        daysPerWeek: Number(assignments[hat].daysPerWeek),
        perDecisionLimit: money(assignments[hat].perDecision),
        perQuarterLimit: money(assignments[hat].perQuarter),
      })),
    });
    if (done?.engagement) await navigate(`/engagements/${encodeURIComponent(done.engagement.id)}`);
  };

  return (
    <Form onSubmit={() => void submit()} submit={words.submit} busy={draft.busy}>
      <Refusals of={draft.refusals} except={['startsOn', 'timeZone', ...hats.flatMap((_, at) => inputsOf(at))]} />
      <Panel title={words.terms}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NativeSelect
            label={words.shape}
            value={values.shape}
            onChange={(event) => set('shape', event.currentTarget.value as ShapeName)}
            data={shapes.map((shape) => ({
              value: shape,
              label: shape === recommended ? words.recommended(texts.shapes[shape]) : texts.shapes[shape],
            }))}
          />
          <NativeSelect label={words.currency} data={Intl.supportedValuesOf('currency')} {...text('currency')} />
          <TextInput
            label={words.startsOn}
            description={words.startsOnHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            type="date"
            required
            error={draft.errorOf('startsOn')}
            {...text('startsOn')}
          />
          <TimeZoneField label={words.timeZone} error={draft.errorOf('timeZone')} {...text('timeZone')} />
        </SimpleGrid>
      </Panel>
      {hats.map((hat, at) => (
        <AssignmentFields
          key={hat}
          hat={hat}
          value={assignments[hat]}
          onChange={(assignment) => setAssignments({ ...assignments, [hat]: assignment })}
          errorOf={(input) => draft.errorOf(`assignments.${at}.${input}`)}
        />
      ))}
    </Form>
  );
}
