import type { ReactNode } from 'react';

function Icon({ children, size = 16 }: { children: ReactNode; size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      {children}
    </svg>
  );
}

export const CriticalIcon = (): ReactNode => (
  <Icon>
    <path d="M5.5 1.5h5l4 4v5l-4 4h-5l-4-4v-5z" fill="currentColor" stroke="none" />
    <path d="M8 4.5v4M8 11.3v.2" stroke="var(--mantine-color-body)" />
  </Icon>
);
export const WarningIcon = (): ReactNode => (
  <Icon>
    <path d="M8 2 14.5 13.5h-13zM8 6.5v3M8 11.5v.1" />
  </Icon>
);
export const NoticeIcon = (): ReactNode => (
  <Icon>
    <circle cx="8" cy="8" r="6.2" />
    <path d="M8 7.5v3.5M8 5v.1" />
  </Icon>
);
export const MetIcon = (): ReactNode => (
  <Icon>
    <circle cx="8" cy="8" r="6.2" />
    <path d="m5.2 8.2 2 2 3.6-4" />
  </Icon>
);
export const UnmetIcon = (): ReactNode => (
  <Icon>
    <circle cx="8" cy="8" r="6.2" strokeDasharray="2.6 2.3" />
  </Icon>
);
export const FindIcon = (): ReactNode => (
  <Icon>
    <circle cx="7" cy="7" r="4.6" />
    <path d="m10.5 10.5 3.6 3.6" />
  </Icon>
);
export const BellIcon = (): ReactNode => (
  <Icon size={18}>
    <path d="M3.5 11.5V7.2a4.5 4.5 0 0 1 9 0v4.3l1 1h-11zM6.6 14.2h2.8" />
  </Icon>
);
export const NoteIcon = (): ReactNode => (
  <Icon size={28}>
    <path d="M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3M5.8 8h4.4M5.8 10.8h4.4" strokeWidth="1" />
  </Icon>
);
export const SunIcon = (): ReactNode => (
  <Icon size={18}>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7" />
  </Icon>
);
export const MoonIcon = (): ReactNode => (
  <Icon size={18}>
    <path d="M13 9.8A5.6 5.6 0 0 1 6.2 3a5.6 5.6 0 1 0 6.8 6.8z" />
  </Icon>
);
