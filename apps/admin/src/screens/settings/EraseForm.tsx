import { Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { UserError } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

interface EraseFormProps {
  title: string;
  /** What goes, and what stays. */
  what: string;
  /** What has to be typed; left out while nothing is chosen. */
  name: string | undefined;
  /** The id of what goes, where several can be chosen: what was typed for another counts no more. */
  of?: string | undefined;
  refusals: UserError[];
  busy: boolean;
  onErase: (typed: string) => void;
  children?: ReactNode;
}

/** For what cannot be undone: its name is typed first. */
export function EraseForm({ title, what, name, of, refusals, busy, onErase, children }: EraseFormProps): ReactNode {
  const [kept, keep] = useState({ of, text: '' });
  const typed = kept.of === of ? kept.text : '';
  const words = texts.settings.data;
  return (
    <Panel title={title}>
      <Form
        onSubmit={() => onErase(typed)}
        submit={words.erase}
        submitLabel={name === undefined ? words.erase : words.eraseIt(name)}
        busy={busy}
        disabled={typed.trim() !== name?.trim()}
      >
        <Text size="sm" maw={640}>
          {what}
        </Text>
        <Refusals of={refusals} except={['confirmation']} />
        {children}
        {name !== undefined && (
          <TextInput
            label={words.confirm(name)}
            maw={360}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => keep({ of, text: event.currentTarget.value })}
            error={refusals.find(({ field }) => field === 'confirmation')?.message}
          />
        )}
      </Form>
    </Panel>
  );
}
