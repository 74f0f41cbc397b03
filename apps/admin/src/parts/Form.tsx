import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

export interface FormProps {
  onSubmit: () => void;
  submit: string;
  /** The button's full name, where several forms of a page have the same word on it. */
  submitLabel?: string;
  busy?: boolean;
  disabled?: boolean;
  /** Beside the button. */
  aside?: ReactNode;
  quiet?: boolean;
  children: ReactNode;
}

/** Fields above each other and the one button that sends them. */
export function Form({
  onSubmit,
  submit,
  submitLabel,
  busy = false,
  disabled = false,
  aside,
  quiet = false,
  children,
}: FormProps): ReactNode {
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  // What was refused is found by who does not see it, too: the first field that is wrong gets the focus, once each sending.
  useEffect(() => {
    if (!sent.current) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!first) return;
    sent.current = false;
    first.focus();
  });
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        sent.current = true;
        onSubmit();
      }}
    >
      <Stack gap="sm">
        {children}
        <Group gap="sm">
          <Button
            type="submit"
            aria-label={submitLabel}
            loading={busy}
            disabled={disabled}
            variant={quiet ? 'default' : 'filled'}
          >
            {submit}
          </Button>
          {aside}
        </Group>
      </Stack>
    </form>
  );
}

/** The entries of a text table as options of a select, in its order. */
export function options(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}
