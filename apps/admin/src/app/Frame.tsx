import {
  AppShell,
  Box,
  Burger,
  Button,
  Container,
  Group,
  Menu,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useClient, useQuery } from 'urql';
import { Loaded } from '../graphql/Loaded.js';
import { addressOf, screens } from '../screens/index.js';
import { texts } from '../texts/index.js';
import { Mark } from './Mark.js';
import { NoticesBell } from './NoticesBell.js';
import { Finder } from './palette/Finder.js';
import { PublicFrame } from './PublicFrame.js';
import { SchemeToggle } from './SchemeToggle.js';
import { TourStarter } from './tour/TourStarter.js';
import classes from './Frame.module.css';
import { isContact, noteSignedIn, signOut, useViewer, ViewerContext, ViewerQuery } from './session.js';

/** What surrounds every screen of somebody who is signed in. */
export function Frame(): ReactNode {
  const [viewer, again] = useQuery({ query: ViewerQuery });
  useEffect(() => {
    if (viewer.data) noteSignedIn();
  }, [viewer.data]);
  useAskedAhead();
  return (
    <Loaded query={[viewer, again]} around={(state) => <PublicFrame>{state}</PublicFrame>}>
      {(data) => (
        <ViewerContext.Provider value={data.viewer}>
          <Shell />
        </ViewerContext.Provider>
      )}
    </Loaded>
  );
}

/** Asks for what the first screen shows together with who is signed in: one wait instead of two. */
function useAskedAhead(): void {
  const client = useClient();
  const { pathname, search } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const ahead = screens.find(({ path }) => path === pathname)?.ahead?.(new URLSearchParams(search));
    if (ahead) void client.query(ahead.query, ahead.variables, ahead.context).toPromise();
  }, [client, pathname, search]);
}

function Shell(): ReactNode {
  const viewer = useViewer();
  const [opened, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !opened, desktop: true } }}
      padding="md"
      classNames={{ main: classes['main'] ?? '' }}
    >
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <AppShell.Header>
        <Container size="calc(1320px + 2 * var(--mantine-spacing-md))" h="100%" px="md">
          <Group h="100%" gap="lg" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={texts.menu}
              aria-expanded={opened}
            />
            <Link to="/" className={classes['brand']}>
              <Mark />
              <span className={classes['workspace']}>{viewer.client?.name ?? viewer.workspace.name}</span>
              <VisuallyHidden>{texts.home}</VisuallyHidden>
            </Link>
            <Group component="nav" aria-label={texts.navigation} gap={4} visibleFrom="sm">
              <Places />
            </Group>
            <Group gap={4} ms="auto" wrap="nowrap">
              <Finder />
              <NoticesBell />
              <Box visibleFrom="sm">
                <SchemeToggle />
              </Box>
              <Account />
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      {opened && (
        <AppShell.Navbar p="md" aria-label={texts.navigation} hiddenFrom="sm">
          <Places />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      {viewer.workspace.demo && !isContact(viewer) && <TourStarter />}
      <ScrollRestoration />
    </AppShell>
  );
}

function Places(): ReactNode {
  const audience = isContact(useViewer()) ? 'contacts' : 'members';
  return screens
    .filter((screen) => screen.place && (screen.audience === audience || screen.audience === 'everyone'))
    .map((screen) => (
      <NavLink key={screen.path} to={addressOf(screen)} className={classes['place'] ?? ''}>
        {screen.place}
      </NavLink>
    ));
}

function Account(): ReactNode {
  const viewer = useViewer();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const leave = async (): Promise<void> => {
    if (!(await signOut())) notifications.show({ ...texts.failures.offline, color: 'red.9', withBorder: true });
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="subtle" c="var(--mantine-color-text)" px="xs" classNames={{ label: classes['person'] ?? '' }}>
          <Box component="span" visibleFrom="sm">
            {viewer.name}
          </Box>
          <Box component="span" hiddenFrom="sm" role="img" aria-label={viewer.name}>
            {initials(viewer.name)}
          </Box>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes['email'] ?? ''}>
          {[texts.roles[viewer.role], viewer.email].filter(Boolean).join(' · ')}
        </Menu.Label>
        <Menu.Item component={Link} to="/account">
          {texts.account.place}
        </Menu.Item>
        <Menu.Item hiddenFrom="sm" onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
          {dark ? texts.toLight : texts.toDark}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{texts.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The first letters of the first and the last word of a name, for where there is no room for it. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '').join('');
}
