import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Mark } from '../../app/Mark.js';
import { returnPath, sessionEnded, signIn, type SignInResult } from '../../app/session.js';
import { WarningIcon } from '../../parts/icons.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

export default function SignInScreen(): ReactNode {
  const { values, text } = useFields({ email: '', password: '' });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Exclude<SignInResult, 'done'>>();
  const [search] = useSearchParams();
  const navigate = useNavigate();

  const enter = async (): Promise<void> => {
    setBusy(true);
    const result = await signIn(values.email, values.password);
    setBusy(false);
    if (result === 'done') await navigate(returnPath(search), { replace: true });
    else setRefusal(result);
  };

  return (
    <Center mih="100vh" p="md" component="main" bg="var(--ground)">
      <title>{`${texts.signIn.title} · ${texts.product}`}</title>
      <Paper withBorder radius="md" p="xl" w={400} maw="100%">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void enter();
          }}
        >
          <Stack>
            <Group gap="sm">
              <Mark size={36} />
              <Title order={1} size="h3">
                {texts.signIn.heading}
              </Title>
            </Group>
            {sessionEnded(search) && !refusal && <Text size="sm">{texts.signIn.ended}</Text>}
            {refusal && (
              <Alert role="alert" variant="default" icon={<WarningIcon />}>
                {texts.signIn.refusals[refusal]}
              </Alert>
            )}
            <TextInput
              label={texts.signIn.email}
              type="email"
              autoComplete="username"
              required
              autoFocus
              {...text('email')}
            />
            <PasswordInput
              label={texts.signIn.password}
              autoComplete="current-password"
              required
              visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
              {...text('password')}
            />
            <Button type="submit" loading={busy}>
              {texts.signIn.submit}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
