import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { postAuth } from '../../app/auth.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { Card } from './Card.js';
import { useLinkSecret } from './use-link-secret.js';

const words = texts.signIn.newPassword;

/** Where the link for a new password leads to. */
export default function NewPasswordScreen(): ReactNode {
  const token = useLinkSecret();
  const { values, text } = useFields({ password: '' });
  const [state, setState] = useState<'asked' | 'busy' | 'done'>('asked');
  const [weak, setWeak] = useState<string>();
  const [refusal, setRefusal] = useState<string>();

  const set = async (): Promise<void> => {
    setState('busy');
    const result = await postAuth('/reset-password', { token, newPassword: values.password });
    setState(result.ok ? 'done' : 'asked');
    const isWeak = !result.ok && result.why === 'refused' && result.code !== 'INVALID_TOKEN';
    setWeak(isWeak ? result.message : undefined);
    if (result.ok || isWeak) return setRefusal(undefined);
    setRefusal(result.why === 'refused' ? words.over : texts.signIn.refusals[result.why]);
  };

  return (
    <Card title={words.heading} refusal={refusal}>
      {state === 'done' ? (
        <Text size="sm" role="status">
          {words.done}
        </Text>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void set();
          }}
        >
          <Stack>
            <PasswordInput
              label={words.label}
              description={words.hint}
              autoComplete="new-password"
              required
              visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
              error={weak}
              {...text('password')}
            />
            <Button type="submit" loading={state === 'busy'}>
              {words.submit}
            </Button>
          </Stack>
        </form>
      )}
      <Anchor component={Link} to="/sign-in" size="sm">
        {words.toSignIn}
      </Anchor>
    </Card>
  );
}
