import '@mantine/dropzone/styles.css';
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { percent } from '../../format/figures.js';
import { WarningIcon } from '../../parts/icons.js';
import { texts } from '../../texts/index.js';
import { type Uploaded, uploadFile } from './upload.js';

interface FileDropProps {
  engagementId: string;
  /** What a file that is dropped here becomes. */
  label: string;
  hint: string;
  /** What happens with the file; it counts as under way until then. */
  take: (file: Uploaded) => Promise<void> | void;
}

/** Takes one file, dropped or chosen, and shows how far it is on its way. What is wrong with it the server says. */
export function FileDrop({ engagementId, label, hint, take }: FileDropProps): ReactNode {
  const [sending, setSending] = useState<{ name: string; share: number }>();
  const [refused, setRefused] = useState<string>();
  const cut = useRef<AbortController>(undefined);
  const open = useRef<() => void>(null);
  const words = texts.files;
  useEffect(() => () => cut.current?.abort(), []);

  const send = async ([file]: File[]): Promise<void> => {
    if (!file) return;
    const controller = new AbortController();
    cut.current = controller;
    setRefused(undefined);
    setSending({ name: file.name, share: 0 });
    const upload = await uploadFile(
      engagementId,
      file,
      (share) => setSending({ name: file.name, share }),
      controller.signal,
    );
    if (upload.ok) await take(upload.file);
    else if (!controller.signal.aborted) setRefused(upload.message ?? words.broke(file.name));
    setSending(undefined);
  };

  return (
    <Stack gap="xs">
      <Dropzone
        onDrop={(files) => void send(files)}
        onReject={() => setRefused(words.oneOnly)}
        multiple={false}
        openRef={open}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        disabled={sending !== undefined}
        p="sm"
        tabIndex={-1}
        aria-label={label}
        inputProps={{ 'aria-label': label }}
      >
        {sending ? (
          <Stack gap={6}>
            <Text size="sm" role="status">
              {sending.share < 1 ? words.sending(sending.name, percent(sending.share)) : words.reading(sending.name)}
            </Text>
            <Progress value={sending.share * 100} size="sm" aria-label={words.progress(sending.name)} />
            <Group>
              <Button size="compact-xs" variant="default" onClick={() => cut.current?.abort()}>
                {words.stop}
              </Button>
            </Group>
          </Stack>
        ) : (
          <Group gap="sm" justify="space-between">
            <Text size="sm" c="dimmed" flex={1} miw={140}>
              {hint}
            </Text>
            <Button size="xs" variant="default" onClick={() => open.current?.()}>
              {label}
            </Button>
          </Group>
        )}
      </Dropzone>
      {refused && (
        <Alert role="alert" variant="default" icon={<WarningIcon />}>
          {refused}
        </Alert>
      )}
    </Stack>
  );
}
