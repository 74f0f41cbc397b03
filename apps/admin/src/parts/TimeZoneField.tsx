import { NativeSelect } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';

interface TimeZoneFieldProps {
  label: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  error?: string | undefined;
}

const zones = Intl.supportedValuesOf('timeZone');

/** A time zone out of those that the browser knows, and whatever was set before. */
export function TimeZoneField({ value, ...rest }: TimeZoneFieldProps): ReactNode {
  const known = zones.includes(value) ? zones : [value, ...zones];
  return <NativeSelect maw={420} value={value} data={known} {...rest} />;
}
