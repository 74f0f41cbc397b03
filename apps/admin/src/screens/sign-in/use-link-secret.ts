import { useState } from 'react';

/** The secret behind the `#` of a link, which leaves the address bar and the history as soon as it is read. */
export function useLinkSecret(): string {
  const [secret] = useState(() => {
    const { hash, pathname } = window.location;
    if (hash !== '') window.history.replaceState(window.history.state, '', pathname);
    return decodeURIComponent(hash.slice(1));
  });
  return secret;
}
