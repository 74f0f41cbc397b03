import { NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { graphql, type VariablesOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import type { Chosen } from '../../parts/FoundSelect.js';
import { MemberSelect } from '../../parts/MemberSelect.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import type { HatTerms } from './HatTermsPanel.js';

const AssignHat = graphql(`
  mutation AssignHat($input: AssignHatInput!) {
    assignHat(input: $input) {
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

type Input = VariablesOf<typeof AssignHat>['input'];

interface Values {
  practitioner: Chosen | null;
  daysPerWeek: string;
  perDecisionLimit: string;
  perQuarterLimit: string;
  currency: string;
}

const LIMITS = ['perDecisionLimit', 'perQuarterLimit'] as const;

const valuesOf = ({ practitioner, daysPerWeek, perDecisionLimit, perQuarterLimit }: HatTerms): Values => ({
  practitioner,
  daysPerWeek: String(daysPerWeek),
  perDecisionLimit: perDecisionLimit?.amount ?? '',
  perQuarterLimit: perQuarterLimit?.amount ?? '',
  currency: (perQuarterLimit ?? perDecisionLimit)?.currency ?? 'EUR',
});

/** Only what was changed is sent: what stays asks for no right of its own. */
function changesOf(terms: HatTerms, values: Values): Omit<Input, 'engagementId'> {
  const before = valuesOf(terms);
  const input: Omit<Input, 'engagementId'> = { hat: terms.hat };
  if (values.practitioner?.id !== before.practitioner?.id) input.practitionerId = values.practitioner?.id ?? null;
  if (values.daysPerWeek !== before.daysPerWeek) input.daysPerWeek = Number(values.daysPerWeek);
  for (const name of LIMITS) {
    if (values[name] === before[name] && values.currency === before.currency) continue;
    const amount = orNothing(values[name]);
    input[name] = amount === undefined ? null : { amount, currency: values.currency };
  }
  return input;
}

interface HatFormProps {
  engagementId: string;
  terms: HatTerms;
  done: () => void;
}

function useHatForm({ engagementId, terms, done }: HatFormProps) {
  const fields = useFields(valuesOf(terms));
  const assign = useAction(AssignHat, ['Engagement', 'HatAssignment']);
  const submit = async (): Promise<void> => {
    if (!(await assign.run({ engagementId, ...changesOf(terms, fields.values) }))) return;
    notifications.show({ message: texts.saved });
    done();
  };
  const form = {
    action: assign,
    fields: ['practitionerId', 'daysPerWeek', ...LIMITS],
    onSubmit: () => void submit(),
    submit: texts.terms.save,
    submitLabel: texts.terms.saveOf(texts.hatOf(terms.hat)),
    quiet: true,
  };
  return { ...fields, form, errorOf: assign.errorOf };
}

type LimitFieldsProps = Pick<ReturnType<typeof useHatForm>, 'values' | 'text' | 'errorOf'>;

function LimitFields({ values, text, errorOf }: LimitFieldsProps): ReactNode {
  const labels = { perDecisionLimit: texts.draft.perDecision, perQuarterLimit: texts.draft.perQuarter };
  return LIMITS.map((name) => (
    <TextInput
      key={name}
      label={texts.terms.limitIn(labels[name], values.currency)}
      inputMode="decimal"
      error={errorOf(name)}
      {...text(name)}
    />
  ));
}

/** For a sponsor: what the hat may spend. */
export function HatLimitsForm(props: HatFormProps): ReactNode {
  const { form, ...fields } = useHatForm(props);
  return (
    <ActionForm {...form}>
      <Text size="sm">{texts.terms.sponsorAgrees}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <LimitFields {...fields} />
      </SimpleGrid>
    </ActionForm>
  );
}

interface HatTermsFormProps extends HatFormProps {
  together: boolean;
  runs: boolean;
}

/** For the consultancy: who wears the hat, how much of a week, and its limits. */
export function HatTermsForm({ together, runs, ...props }: HatTermsFormProps): ReactNode {
  const { form, ...fields } = useHatForm(props);
  const { values, set, text, errorOf } = fields;
  const words = texts.terms;
  const unlimited = !props.terms.perDecisionLimit && !props.terms.perQuarterLimit;
  return (
    <ActionForm {...form}>
      {together && <Text size="sm">{words.together}</Text>}
      {runs && <Text size="sm">{words.sponsorRaises}</Text>}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <MemberSelect
          label={texts.draft.practitioner}
          placeholder={texts.engagement.nobody}
          chosen={values.practitioner}
          onChoose={(practitioner) => set('practitioner', practitioner)}
          error={errorOf('practitionerId')}
        />
        <TextInput
          label={texts.draft.daysPerWeek}
          type="number"
          min={0.25}
          max={5}
          step={0.25}
          required
          error={errorOf('daysPerWeek')}
          {...text('daysPerWeek')}
        />
        <LimitFields {...fields} />
        {unlimited && (
          <NativeSelect label={texts.draft.currency} data={Intl.supportedValuesOf('currency')} {...text('currency')} />
        )}
      </SimpleGrid>
    </ActionForm>
  );
}
