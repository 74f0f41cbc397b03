import { type ChangeEvent, useEffect, useState } from 'react';

type TextChange = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

interface Fields<Values> {
  values: Values;
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void;
  /** `value` and `onChange` for a text field. */
  text: (name: keyof Values & string) => { value: string; onChange: (event: TextChange) => void };
  reset: () => void;
}

/**
 * The values of one form. Checking them is the API's work.
 * @param keptAs a name under which the tab keeps them over a reload, until `reset`
 */
export function useFields<Values extends object>(initial: Values, keptAs?: string): Fields<Values> {
  const [values, setValues] = useState(() => ({ ...initial, ...(keptAs === undefined ? {} : read(keptAs)) }));
  useEffect(() => {
    if (keptAs !== undefined) keep(keptAs, values);
  }, [keptAs, values]);
  const set: Fields<Values>['set'] = (name, value) => setValues((before) => ({ ...before, [name]: value }));
  return {
    values,
    set,
    text: (name) => ({
      value: String(values[name] ?? ''),
      onChange: (event) => set(name, event.currentTarget.value as Values[typeof name]),
    }),
    reset: () => {
      setValues(initial);
      if (keptAs !== undefined) keep(keptAs, undefined);
    },
  };
}

function read(place: string): object {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

function keep(place: string, values: object | undefined): void {
  try {
    if (values) sessionStorage.setItem(place, JSON.stringify(values));
    else sessionStorage.removeItem(place);
  } catch {
    // The tab's storage is full or forbidden: a reload begins anew.
  }
}

/** Text for an optional input: what is blank is left out. */
export const orNothing = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
