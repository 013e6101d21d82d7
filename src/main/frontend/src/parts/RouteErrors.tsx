import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

/** Keeps a page that breaks from taking the rest with it, and says so. */
export class RouteErrors extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <div className="notice notice-bad" role="alert">
        <h1 className="notice-title">This page could not be shown</h1>
        <p>
          Something in the page itself went wrong, or the service was updated while the page was open. Your recordings are not affected.
        </p>
        <Button onClick={() => window.location.reload()}>Load the page again</Button>
      </div>
    );
  }
}
