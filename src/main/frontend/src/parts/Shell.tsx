import { ActionIcon, Button, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, IconUpload } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { AccountLink } from '../account/AccountLink';
import { useMay } from '../account/may';
import { useMe } from '../account/useMe';
import { UploadProvider, useUploadDialog } from '../uploads/UploadProvider';
import { UploadTray } from '../uploads/UploadTray';

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path d="M8 11.5h16l-2.2 6H10.2z" fill="#fff" />
      <path d="M16 17.5v6M11.5 24.5h9" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      <circle cx="16" cy="7.4" r="2.1" fill="#ffd166" />
    </svg>
  );
}

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const SCHEME_NAMES = { auto: 'as the system has it', light: 'light', dark: 'dark' } as const;

function ColorSchemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useComputedColorScheme();
  const label = `Colours: ${SCHEME_NAMES[colorScheme]}. Change to ${SCHEME_NAMES[NEXT[colorScheme]]}`;
  const Icon = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon }[colorScheme];
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => setColorScheme(NEXT[colorScheme])}>
        <Icon size={20} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function UploadButton() {
  const { choose } = useUploadDialog();
  if (!useMay('import')) return null;
  return (
    <Button className="upload-button" leftSection={<IconUpload size={18} aria-hidden />} onClick={choose}>
      <span>Upload</span>
    </Button>
  );
}

const LOGIN = '/app/login';

/** What is around every page: the bar at the top, dropping of files, and the uploads under way. */
export function Shell({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const { accounts, user, sharedSessionId } = useMe();
  const outside = accounts && !user;
  const mayWatch = useMay('watch');
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    // A new page begins at its top, for eyes and for screen readers.
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <UploadProvider>
      <a className="skip" href="#main">
        To the content
      </a>
      <header className="topbar">
        <div className="topbar-inner">
          <Link to="/" className="brand" aria-label="Lectern, to the recordings">
            <Mark />
            <span>Lectern</span>
          </Link>
          {!outside && (
            <nav className="topnav" aria-label="Main">
              <NavLink to="/" end>
                Recordings
              </NavLink>
              {mayWatch && <NavLink to="/app/system">System</NavLink>}
            </nav>
          )}
          <div className="topbar-end">
            {outside && sharedSessionId !== null && pathname !== LOGIN && (
              <Link to={LOGIN} className="topbar-login">
                Log in
              </Link>
            )}
            <AccountLink />
            <ColorSchemeButton />
            <UploadButton />
          </div>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="page">
        {children}
        <div id="popups" />
      </main>
      <UploadTray />
    </UploadProvider>
  );
}
