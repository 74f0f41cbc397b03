import { type ReactNode, Suspense } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { Waiting } from '../parts/States.js';
import { type Screen, screens } from '../screens/index.js';
import { Frame } from './Frame.js';
import { Broken, NotForYou, NotFound } from './Lost.js';
import { PublicFrame } from './PublicFrame.js';
import { isContact, navigateWith, useViewer } from './session.js';

const element = (screen: Screen, waiting: ReactNode): ReactNode => (
  <Suspense fallback={waiting}>
    <screen.Component />
  </Suspense>
);

const waitingAlone = (
  <PublicFrame>
    <Waiting />
  </PublicFrame>
);
const brokenAlone = (
  <PublicFrame>
    <Broken />
  </PublicFrame>
);

/** A screen for the people it is meant for. The API guards the data; this only spares a page full of errors. */
function Admitted({ screen }: { screen: Screen }): ReactNode {
  const contact = isContact(useViewer());
  if (screen.audience === 'members' && contact) return <NotForYou />;
  if (screen.audience === 'contacts' && !contact) return <NotForYou />;
  return element(screen, <Waiting />);
}

function Start(): ReactNode {
  return <Navigate replace to={isContact(useViewer()) ? '/home' : '/portfolio'} />;
}

export const router = createBrowserRouter([
  ...screens
    .filter((screen) => screen.audience === 'anyone')
    .map((screen) => ({ path: screen.path, element: element(screen, waitingAlone), errorElement: brokenAlone })),
  {
    element: <Frame />,
    errorElement: brokenAlone,
    children: [
      { index: true, element: <Start /> },
      ...screens
        .filter((screen) => screen.audience !== 'anyone')
        .map((screen) => ({ path: screen.path, element: <Admitted screen={screen} />, errorElement: <Broken /> })),
      { path: '*', element: <NotFound /> },
    ],
  },
]);

navigateWith((path) => void router.navigate(path, { replace: true }));
