import { Button, Code, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type AuthResult, postAuth } from '../../app/auth.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Secret } from '../../parts/Secret.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { QrCode } from './QrCode.js';

const words = texts.account.secondFactor;

interface Begun {
  uri: string;
  codes: string[];
}

/** Turns the second factor on, once a code shows that the authenticator has the key, and off. */
export function SecondFactorPanel({ enabled, onDone }: { enabled: boolean; onDone: () => void }): ReactNode {
  const { values, text, reset } = useFields({ password: '', code: '' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [begun, setBegun] = useState<Begun>();
  const [codes, setCodes] = useState<string[]>();

  const send = async (path: string, body: object, wrong: string): Promise<Record<string, unknown> | undefined> => {
    setBusy(true);
    const result = await postAuth(path, body);
    setBusy(false);
    setError(errorOf(result, wrong));
    if (!result.ok) return undefined;
    reset();
    return result.body;
  };
  const { password } = values;

  const begin = async (): Promise<void> => {
    const body = await send('/two-factor/enable', { password, method: 'totp' }, words.wrongPassword);
    if (typeof body?.['totpURI'] === 'string') setBegun({ uri: body['totpURI'], codes: codesIn(body) });
  };
  const confirm = async (): Promise<void> => {
    if (!begun || !(await send('/two-factor/verify-totp', { code: values.code.trim() }, words.wrong))) return;
    setCodes(begun.codes);
    setBegun(undefined);
    onDone();
  };
  const renew = async (): Promise<void> => {
    const body = await send('/two-factor/generate-backup-codes', { password }, words.wrongPassword);
    if (body) setCodes(codesIn(body));
  };
  const end = async (): Promise<void> => {
    if (!(await send('/two-factor/disable', { password }, words.wrongPassword))) return;
    setCodes(undefined);
    onDone();
  };

  return (
    <Panel title={words.title}>
      <Stack gap="sm">
        <Text size="sm">{enabled ? words.on : begun ? words.scan : words.off}</Text>
        {codes && <Secret title={words.codes} hint={words.codesHint} value={codes.join(' ')} />}
        {begun ? (
          <>
            <QrCode text={begun.uri} label={words.qr} />
            <Text size="sm">
              {words.key}: <Code style={{ overflowWrap: 'anywhere' }}>{keyIn(begun.uri)}</Code>
            </Text>
            <Form onSubmit={() => void confirm()} submit={words.confirm} busy={busy}>
              <TextInput
                label={words.code}
                autoComplete="one-time-code"
                inputMode="numeric"
                required
                error={error}
                {...text('code')}
              />
            </Form>
          </>
        ) : (
          <Form
            onSubmit={() => void (enabled ? end() : begin())}
            submit={enabled ? words.end : words.begin}
            busy={busy}
            quiet={enabled}
            aside={
              enabled && (
                <Group>
                  <Button variant="default" disabled={password === ''} onClick={() => void renew()}>
                    {words.renew}
                  </Button>
                </Group>
              )
            }
          >
            <PasswordInput
              label={words.password}
              autoComplete="current-password"
              required
              visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
              error={error}
              {...text('password')}
            />
          </Form>
        )}
      </Stack>
    </Panel>
  );
}

function errorOf(result: AuthResult, wrong: string): string | undefined {
  if (result.ok) return undefined;
  return result.why === 'refused' ? wrong : texts.signIn.refusals[result.why];
}

function codesIn(body: Record<string, unknown>): string[] {
  const { backupCodes } = body;
  return Array.isArray(backupCodes) ? backupCodes.map(String) : [];
}

function keyIn(uri: string): string {
  return new URL(uri).searchParams.get('secret') ?? '';
}
