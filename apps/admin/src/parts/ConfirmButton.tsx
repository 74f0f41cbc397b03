import { Button, type ButtonProps, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.js';

interface ConfirmButtonProps extends ButtonProps {
  children: string;
  /** What will happen, and that it cannot be undone. */
  question: string;
  onConfirm: () => void;
  'aria-label'?: string;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ children, question, onConfirm, ...rest }: ConfirmButtonProps): ReactNode {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" {...rest} onClick={open}>
        {children}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={children}
        closeButtonProps={{ 'aria-label': texts.actions.close }}
        centered
      >
        <Text size="sm">{question}</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={close}>
            {texts.actions.keep}
          </Button>
          <Button
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {texts.actions.confirm(children)}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
