import { Fieldset, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import type { HatName } from '../../parts/Hat.js';
import { texts } from '../../texts/index.js';
import classes from './AssignmentFields.module.css';

/** One hat's fields as they are typed. */
export interface Assignment {
  practitionerId: string;
  daysPerWeek: string;
  perDecision: string;
  perQuarter: string;
}

export const emptyAssignment: Assignment = { practitionerId: '', daysPerWeek: '1', perDecision: '', perQuarter: '' };

interface AssignmentFieldsProps {
  hat: HatName;
  people: { id: string; name: string; depthEvidenced: boolean }[];
  value: Assignment;
  onChange: (value: Assignment) => void;
}

/** Who wears a hat, how much of a week, and how much they may spend. */
export function AssignmentFields({ hat, people, value, onChange }: AssignmentFieldsProps): ReactNode {
  const words = texts.draft;
  const field = (name: keyof Assignment) => ({
    value: value[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={texts.hatOf(hat)} className={classes['hat'] ?? ''} data-hat={hat}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={words.practitioner}
          data={[
            { value: '', label: texts.actions.choose },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...field('practitionerId')}
        />
        <TextInput
          label={words.daysPerWeek}
          type="number"
          min={0.25}
          max={5}
          step={0.25}
          required
          {...field('daysPerWeek')}
        />
        <TextInput label={words.perDecision} inputMode="decimal" {...field('perDecision')} />
        <TextInput label={words.perQuarter} inputMode="decimal" {...field('perQuarter')} />
      </SimpleGrid>
    </Fieldset>
  );
}
