import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useViewer } from '../../app/session.js';
import { EraseClientForm } from './EraseClientForm.js';
import { EraseWorkspaceForm } from './EraseWorkspaceForm.js';
import { ExportsPanel } from './ExportsPanel.js';

/** Everything that is kept, to take along and to erase: of a client, and for owners of the whole workspace. */
export function DataTab(): ReactNode {
  const { role } = useViewer();
  return (
    <Stack>
      <ExportsPanel />
      <EraseClientForm />
      {role === 'OWNER' && <EraseWorkspaceForm />}
    </Stack>
  );
}
