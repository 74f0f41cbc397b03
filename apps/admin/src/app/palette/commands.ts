import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from 'react-router';
import { addressOf, screens } from '../../screens/index.js';
import { settingsTabs } from '../../screens/settings/tabs.js';
import { texts } from '../../texts/index.js';
import { isContact, signOut, useViewer } from '../session.js';
import { showTour } from '../tour/tour-shown.js';

/** Something that the palette does, by its words. */
export interface Command {
  label: string;
  run: () => void;
}

/** What the person who is signed in can do from anywhere: go to a place, or do something at once. */
export function useCommands(showShortcuts: () => void): Command[] {
  const viewer = useViewer();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const audience = isContact(viewer) ? 'contacts' : 'members';
  const words = texts.palette;
  const go = (label: string, path: string): Command => ({ label, run: () => void navigate(path) });
  return [
    ...(isContact(viewer) ? [] : [go(texts.portfolio.newClient, '/clients/new')]),
    ...screens.flatMap((screen) =>
      screen.place && (screen.audience === audience || screen.audience === 'everyone')
        ? [go(words.goTo(screen.place), addressOf(screen))]
        : [],
    ),
    go(words.goTo(texts.notices.title), '/notices'),
    ...(isContact(viewer)
      ? [go(texts.notices.how, '/notices/preferences')]
      : settingsTabs(viewer.role).map(({ name, label }) => go(words.setting(label), `/settings/${name}`))),
    ...(viewer.workspace.demo && !isContact(viewer) ? [{ label: texts.tour.show, run: showTour }] : []),
    { label: dark ? texts.toLight : texts.toDark, run: () => setColorScheme(dark ? 'light' : 'dark') },
    { label: texts.shortcuts.title, run: showShortcuts },
    { label: texts.signOut, run: () => void signOut() },
  ];
}
