import type { ReactNode } from 'react';
import type { Action } from '../graphql/use-action.js';
import { Form, type FormProps } from './Form.js';
import { Refusals } from './Refusals.js';

interface ActionFormProps<Data, Input> extends Omit<FormProps, 'busy'> {
  action: Action<Data, Input>;
  /** Names of the inputs that show their refusal themselves. */
  fields: string[];
}

/** A form that sends one mutation: its button waits for the answer, and what no field shows stands above them. */
export function ActionForm<Data, Input>({
  action,
  fields,
  children,
  ...form
}: ActionFormProps<Data, Input>): ReactNode {
  return (
    <Form {...form} busy={action.busy}>
      <Refusals of={action.refusals} except={fields} />
      {children}
    </Form>
  );
}
