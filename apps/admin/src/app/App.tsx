import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { RouterProvider } from 'react-router';
import { Provider } from 'urql';
import { texts } from '../texts/index.js';
import { ConnectionBanner } from './ConnectionBanner.js';
import { router } from './router.js';
import { useApiClient } from './session.js';
import { theme, variables } from './theme.js';

export function App(): ReactNode {
  const client = useApiClient();
  return (
    <DirectionProvider initialDirection={texts.dir} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <section aria-label={texts.notifications}>
          <Notifications position="bottom-left" autoClose={3000} withinPortal={false} />
        </section>
        <Provider value={client}>
          <RouterProvider router={router} />
          <ConnectionBanner />
        </Provider>
      </MantineProvider>
    </DirectionProvider>
  );
}
