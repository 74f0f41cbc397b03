import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { returnPath, sessionEnded, signIn, type SignInResult } from '../../app/session.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { Card } from './Card.js';
import { CodeStep } from './CodeStep.js';
import { LetterStep } from './LetterStep.js';
import { SsoStep } from './SsoStep.js';

const words = texts.signIn;

type Step = 'password' | 'code' | 'forgotten' | 'link' | 'sso';

/** How people come in: with their password and a code, by a link, or by the provider of their workspace. */
export default function SignInScreen(): ReactNode {
  const [step, setStep] = useState<Step>('password');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const enter = (): void => void navigate(returnPath(search), { replace: true });
  const back = (): void => setStep('password');
  switch (step) {
    case 'password':
      return <PasswordStep onDone={enter} onStep={setStep} />;
    case 'code':
      return <CodeStep onDone={enter} onBack={back} />;
    case 'forgotten':
    case 'link':
      return <LetterStep kind={step} onBack={back} />;
    case 'sso':
      return <SsoStep returnTo={returnPath(search)} onBack={back} />;
    default:
      return step satisfies never;
  }
}

function PasswordStep({ onDone, onStep }: { onDone: () => void; onStep: (step: Step) => void }): ReactNode {
  const { values, text } = useFields({ email: '', password: '' });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Exclude<SignInResult, 'done' | 'code'>>();
  const [search] = useSearchParams();

  const enter = async (): Promise<void> => {
    setBusy(true);
    const result = await signIn(values.email, values.password);
    setBusy(false);
    if (result === 'done') onDone();
    else if (result === 'code') onStep('code');
    else setRefusal(result);
  };

  const told = refusal ? words.refusals[refusal] : search.get('sso') === 'refused' ? words.sso.refused : undefined;
  return (
    <Card title={words.heading} refusal={told}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <Stack>
          {sessionEnded(search) && !refusal && <Text size="sm">{words.ended}</Text>}
          <TextInput label={words.email} type="email" autoComplete="username" required autoFocus {...text('email')} />
          <PasswordInput
            label={words.password}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': words.showPassword, tabIndex: 0 }}
            {...text('password')}
          />
          <Button type="submit" loading={busy}>
            {words.submit}
          </Button>
        </Stack>
      </form>
      <Group gap="md">
        {(['forgotten', 'link', 'sso'] as const).map((each) => (
          <Anchor key={each} component="button" type="button" size="sm" onClick={() => onStep(each)}>
            {words[each].open}
          </Anchor>
        ))}
      </Group>
    </Card>
  );
}
