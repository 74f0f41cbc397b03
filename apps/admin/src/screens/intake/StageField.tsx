import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { options } from '../../parts/Form.js';
import { texts } from '../../texts/index.js';

interface StageFieldProps {
  value: string;
  onChange: (stage: string) => void;
  error?: string | undefined;
}

/** How far the company has come, or not known. */
export function StageField({ value, onChange, error }: StageFieldProps): ReactNode {
  return (
    <NativeSelect
      label={texts.intake.stage}
      description={texts.intake.stageHint}
      data={[{ value: '', label: texts.clients.unknownStage }, ...options(texts.stages)]}
      maw={320}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}

/** A stage as the API takes it. */
export function stageOf(value: string): keyof typeof texts.stages | null {
  return value === '' ? null : (value as keyof typeof texts.stages);
}
