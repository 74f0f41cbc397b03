import { NativeSelect } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';

interface TimeZoneFieldProps {
  label: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  error?: string | undefined;
  maw?: number;
}

const zones = Intl.supportedValuesOf('timeZone');

/** A time zone out of those that the browser knows, and whatever was set before. */
export function TimeZoneField({ value, ...rest }: TimeZoneFieldProps): ReactNode {
  const known = zones.includes(value) ? zones : [value, ...zones];
  return <NativeSelect value={value} data={known} {...rest} />;
}
