import { Fieldset, SimpleGrid, TextInput } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import type { Chosen } from '../../parts/FoundSelect.js';
import type { HatName } from '../../parts/Hat.js';
import { MemberSelect } from '../../parts/MemberSelect.js';
import { texts } from '../../texts/index.js';
import classes from './AssignmentFields.module.css';

/** One hat's fields as they are typed. */
export interface Assignment {
  practitioner: Chosen | null;
  daysPerWeek: string;
  perDecision: string;
  perQuarter: string;
}

export const emptyAssignment: Assignment = { practitioner: null, daysPerWeek: '1', perDecision: '', perQuarter: '' };

interface AssignmentFieldsProps {
  hat: HatName;
  value: Assignment;
  onChange: (value: Assignment) => void;
  /** The refusal of one of its inputs, by the input's name. */
  errorOf: (input: string) => string | undefined;
}

/** Who wears a hat, how much of a week, and how much they may spend. */
export function AssignmentFields({ hat, value, onChange, errorOf }: AssignmentFieldsProps): ReactNode {
  const words = texts.draft;
  const field = (name: Exclude<keyof Assignment, 'practitioner'>) => ({
    value: value[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={texts.hatOf(hat)} className={classes['hat'] ?? ''} data-hat={hat}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <MemberSelect
          label={words.practitioner}
          placeholder={texts.actions.choose}
          chosen={value.practitioner}
          onChoose={(practitioner) => onChange({ ...value, practitioner })}
          error={errorOf('practitionerId')}
        />
        <TextInput
          label={words.daysPerWeek}
          type="number"
          min={0.25}
          max={5}
          step={0.25}
          required
          error={errorOf('daysPerWeek')}
          {...field('daysPerWeek')}
        />
        <TextInput
          label={words.perDecision}
          inputMode="decimal"
          error={errorOf('perDecisionLimit')}
          {...field('perDecision')}
        />
        <TextInput
          label={words.perQuarter}
          inputMode="decimal"
          error={errorOf('perQuarterLimit')}
          {...field('perQuarter')}
        />
      </SimpleGrid>
    </Fieldset>
  );
}
