import { Button, Kbd, Modal, Table, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { FindIcon } from '../../parts/icons.js';
import { texts } from '../../texts/index.js';
import { FindField } from './FindField.js';
import classes from './Finder.module.css';

const Palette = lazy(async () => ({ default: (await import('./Palette.js')).Palette }));

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How the key that opens the palette is called here. */
const KEYS = apple ? '⌘ K' : 'Ctrl K';

/** The way to everything by a few letters, by button and by key; what it finds is loaded when it is first asked for. */
export function Finder(): ReactNode {
  const [typed, setTyped] = useState('');
  const from = useRef<Element | null>(null);
  const [finding, find] = useDisclosure(false);
  const [helping, help] = useDisclosure(false);
  const open = (): void => {
    if (finding) return;
    from.current = document.activeElement;
    setTyped('');
    find.open();
  };
  // Where a choice leads takes the focus; where the palette is only left, the focus goes back.
  const leave = (): void => {
    find.close();
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
  };
  // Also out of a field: whoever writes wants to get somewhere, and what is written stays.
  useHotkeys([['mod+K', open]], []);
  // Some keyboards have it behind Shift, and some do not.
  useHotkeys([
    ['?', help.open],
    ['shift+?', help.open],
  ]);
  const words = texts.palette;
  return (
    <>
      <UnstyledButton
        className={classes['find'] ?? ''}
        onClick={open}
        aria-label={words.title}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <FindIcon />
        <span className={classes['word']}>{words.find}</span>
        <Kbd size="xs" className={classes['keys'] ?? ''} data-keys={KEYS} />
      </UnstyledButton>
      <Modal.Root
        opened={finding}
        onClose={leave}
        size="lg"
        yOffset="10vh"
        // Mantine notes where the focus was too late: by then the field has it.
        returnFocus={false}
        // At once: whoever opens it by key types on.
        transitionProps={{ duration: 0 }}
      >
        <Modal.Overlay />
        <Modal.Content aria-label={words.title}>
          <Modal.Body p={0}>
            <Suspense fallback={<FindField value={typed} onChange={setTyped} />}>
              <Palette typed={typed} onType={setTyped} leave={leave} onChoose={find.close} showShortcuts={help.open} />
            </Suspense>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
      <Shortcuts opened={helping} close={help.close} />
    </>
  );
}

/** Which key does what. */
function Shortcuts({ opened, close }: { opened: boolean; close: () => void }): ReactNode {
  const words = texts.shortcuts;
  const rows: [keys: string, does: string][] = [
    [KEYS, words.find],
    ['↑ ↓', words.choose],
    [words.enter, words.go],
    [words.escape, words.leave],
    [words.tab, words.walk],
    ['← →', words.tabs],
    ['?', words.help],
  ];
  return (
    <Modal opened={opened} onClose={close} title={words.title} centered>
      <Table fz="sm" aria-label={words.title}>
        <Table.Tbody>
          {rows.map(([keys, does]) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row" ps={0} w={110}>
                <Kbd>{keys}</Kbd>
              </Table.Th>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Button variant="default" mt="md" onClick={close}>
        {texts.actions.close}
      </Button>
    </Modal>
  );
}
