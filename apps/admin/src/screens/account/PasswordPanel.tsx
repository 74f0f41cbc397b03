import { PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { type AuthResult, postAuth } from '../../app/auth.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const words = texts.account.password;

/** Changes the password, and ends what was signed in with the old one. */
export function PasswordPanel({ onDone }: { onDone: () => void }): ReactNode {
  const { values, text, reset } = useFields({ current: '', next: '' });
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<{ current?: string; next?: string }>({});

  const change = async (): Promise<void> => {
    setBusy(true);
    const result = await postAuth('/change-password', {
      currentPassword: values.current,
      newPassword: values.next,
      revokeOtherSessions: true,
    });
    setBusy(false);
    setErrors(errorsOf(result));
    if (!result.ok) return;
    reset();
    notifications.show({ message: words.done });
    onDone();
  };

  return (
    <Panel title={words.title}>
      <Form onSubmit={() => void change()} submit={words.submit} busy={busy}>
        <PasswordInput
          label={words.current}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
          error={errors.current}
          {...text('current')}
        />
        <PasswordInput
          label={words.next}
          description={texts.signIn.newPassword.hint}
          autoComplete="new-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
          error={errors.next}
          {...text('next')}
        />
      </Form>
    </Panel>
  );
}

function errorsOf(result: AuthResult): { current?: string; next?: string } {
  if (result.ok) return {};
  if (result.why !== 'refused') return { current: texts.signIn.refusals[result.why] };
  if (result.code === 'INVALID_PASSWORD') return { current: words.wrong };
  return { next: result.message ?? texts.signIn.refusals.unexpected };
}
