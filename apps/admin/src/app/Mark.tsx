import type { ReactNode } from 'react';

/** The two-cornered hat: one half in each hat's colour, the cockade that joins them in the ground's. */
export function Mark({ size = 28 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path fill="var(--hat-cto)" d="M1 21.5C5.5 20 7.6 8.2 16 8.2v12.300c-6 0-9.8 3.2-15 1Z" />
      <path fill="var(--hat-caio)" d="M31 21.5C26.5 20 24.4 8.2 16 8.2v12.300c6 0 9.8 3.2 15 1Z" />
      <circle cx="16" cy="15.4" r="2.6" fill="var(--mantine-color-body)" />
    </svg>
  );
}
