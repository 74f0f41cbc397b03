import type { ReactNode } from 'react';
import { Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { NoticesTab } from '../settings/NoticesTab.js';

/** How whoever is signed in is told, also a client contact, who has no settings beside these. */
export default function NoticePreferencesScreen(): ReactNode {
  return (
    <Page title={texts.settings.notices.title} narrow>
      <NoticesTab />
    </Page>
  );
}
