import { Anchor, Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.js';
import { Card } from './Card.js';

interface StepFormProps {
  title: string;
  refusal: string | undefined;
  submit: string;
  busy: boolean;
  onSubmit: () => Promise<void>;
  onBack: () => void;
  /** Words of the way back, where they are not the usual ones. */
  back?: string;
  /** In the place of the form, once there is nothing left to enter. */
  done?: ReactNode;
  children: ReactNode;
}

/** One step of signing in: what is to be entered, and the way back. */
export function StepForm({
  title,
  refusal,
  submit,
  busy,
  onSubmit,
  onBack,
  back,
  done,
  children,
}: StepFormProps): ReactNode {
  return (
    <Card title={title} refusal={refusal}>
      {done ?? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void onSubmit();
          }}
        >
          <Stack>
            {children}
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component="button" type="button" size="sm" onClick={onBack}>
        {back ?? texts.signIn.back}
      </Anchor>
    </Card>
  );
}
