import { TextInput } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import type { ReactNode, Ref } from 'react';
import { FindIcon } from '../../parts/icons.js';
import { texts } from '../../texts/index.js';
import classes from './Finder.module.css';

interface FindFieldProps {
  value: string;
  onChange: (typed: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** Where one types what is looked for: there from the first moment, before what it finds is loaded. */
export function FindField({ value, onChange, ref, ...events }: FindFieldProps): ReactNode {
  const field = useMergedRef(ref, takeOver);
  return (
    <TextInput
      {...events}
      ref={field}
      data-autofocus
      size="md"
      variant="unstyled"
      className={classes['field'] ?? ''}
      leftSection={<FindIcon />}
      placeholder={texts.palette.placeholder}
      aria-label={texts.palette.placeholder}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A field that stands in the place of one that had the focus has it too, behind what was typed. */
function takeOver(input: HTMLInputElement | null): void {
  if (!input || document.activeElement !== document.body) return;
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}
