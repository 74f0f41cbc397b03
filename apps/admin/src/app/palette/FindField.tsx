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

/**
 * Has the focus from its first moment, behind what was typed: a timer, such as a focus trap's, comes after the next keys.
 */
function takeOver(input: HTMLInputElement | null): void {
  if (!input || document.activeElement === input) return;
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}
