import { createTheme, MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import { lazy, Suspense } from 'react';
import { AccountGate, LINK_ENDED } from './account/AccountGate';
import { queryClient } from './api/queries';
import { Loading } from './parts/Loading';
import { RouteErrors } from './parts/RouteErrors';
import { Shell } from './parts/Shell';
import { SessionsPage } from './sessions/SessionsPage';

const SessionPage = lazy(() => import('./session/SessionPage'));
const JobPage = lazy(() => import('./job/JobPage'));
const SystemPage = lazy(() => import('./system/SystemPage'));
const AccountPage = lazy(() => import('./account/AccountPage'));
const LinkEndedPage = lazy(() => import('./account/LinkEndedPage'));
const SharePage = lazy(() => import('./account/SharePage'));
const NotFoundPage = lazy(() => import('./parts/NotFoundPage'));

const theme = createTheme({
  primaryColor: 'indigo',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Locking the page behind a dialog would write a <style> element, which the Content-Security-Policy forbids.
    // What pops up belongs to the page for screen readers, too.
    Portal: { defaultProps: { target: '#popups' } },
    Modal: { defaultProps: { lockScroll: false, centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.5 } } },
    Tooltip: { defaultProps: { withArrow: true, multiline: true, events: { hover: true, focus: true, touch: true }, openDelay: 250 } },
  },
});

const colorScheme = localStorageColorSchemeManager({ key: 'lectern-color-scheme' });

export function App() {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Notifications position="top-right" autoClose={6_000} />
          <Shell>
            <RouteErrors>
              <Suspense fallback={<Loading />}>
                <AccountGate>
                  <Routes>
                    <Route path="/" element={<SessionsPage />} />
                    <Route path="/app/sessions/:id" element={<SessionPage />} />
                    <Route path="/app/jobs/:id" element={<JobPage />} />
                    <Route path="/app/sessions/:id/share" element={<SharePage />} />
                    <Route path="/app/account" element={<AccountPage />} />
                    <Route path="/app/login" element={<Navigate to="/" replace />} />
                    <Route path={LINK_ENDED} element={<LinkEndedPage />} />
                    <Route path="/app/system" element={<SystemPage />} />
                    <Route path="*" element={<NotFoundPage />} />
                  </Routes>
                </AccountGate>
              </Suspense>
            </RouteErrors>
          </Shell>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
