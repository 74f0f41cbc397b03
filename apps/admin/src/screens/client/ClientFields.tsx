import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { options } from '../../parts/Form.js';
import { TimeZoneField } from '../../parts/TimeZoneField.js';
import { orNothing, type useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

/** What is kept of a client, as it is typed; nothing is ''. */
export interface ClientValues {
  name: string;
  stage: string;
  website: string;
  timeZone: string;
  notes: string;
}

type StageName = keyof typeof texts.stages;

/** The same as the API takes it. */
export function clientOf({ name, stage, website, timeZone, notes }: ClientValues) {
  return {
    name,
    stage: (orNothing(stage) ?? null) as StageName | null,
    website: orNothing(website) ?? null,
    timeZone,
    notes: orNothing(notes) ?? null,
  };
}

interface ClientFieldsProps {
  text: ReturnType<typeof useFields<ClientValues>>['text'];
  errorOf: (field: string) => string | undefined;
}

/** The fields of a client, new or known. */
export function ClientFields({ text, errorOf }: ClientFieldsProps): ReactNode {
  const words = texts.clients;
  return (
    <>
      <TextInput label={words.name} required autoFocus error={errorOf('name')} {...text('name')} />
      <NativeSelect
        label={words.stage}
        data={[{ value: '', label: words.unknownStage }, ...options(texts.stages)]}
        error={errorOf('stage')}
        {...text('stage')}
      />
      <TextInput label={words.website} inputMode="url" error={errorOf('website')} {...text('website')} />
      <TimeZoneField label={words.timeZone} error={errorOf('timeZone')} {...text('timeZone')} />
      <Textarea label={words.notes} autosize minRows={2} error={errorOf('notes')} {...text('notes')} />
    </>
  );
}
