import { type ChangeEvent, useState } from 'react';

type TextChange = ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>;

interface Fields<Values> {
  values: Values;
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void;
  /** `value` and `onChange` for a text field. */
  text: (name: keyof Values & string) => { value: string; onChange: (event: TextChange) => void };
  reset: () => void;
}

/** The values of one form. Checking them is the API's work. */
export function useFields<Values extends object>(initial: Values): Fields<Values> {
  const [values, setValues] = useState(initial);
  const set: Fields<Values>['set'] = (name, value) => setValues((before) => ({ ...before, [name]: value }));
  return {
    values,
    set,
    text: (name) => ({
      value: String(values[name] ?? ''),
      onChange: (event) => set(name, event.currentTarget.value as Values[typeof name]),
    }),
    reset: () => setValues(initial),
  };
}

/** Text for an optional input: what is blank is left out. */
export const orNothing = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
