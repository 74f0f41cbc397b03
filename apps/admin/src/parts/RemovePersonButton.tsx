import type { ReactNode } from 'react';
import type { UserError } from '../graphql/use-action.js';
import { texts } from '../texts/index.js';
import { ConfirmButton } from './ConfirmButton.js';
import { Refusals } from './Refusals.js';

interface RemovePersonButtonProps {
  name: string;
  refusals: UserError[];
  onRemove: () => void;
}

/** Takes somebody's place away, once it is confirmed. */
export function RemovePersonButton({ name, refusals, onRemove }: RemovePersonButtonProps): ReactNode {
  const words = texts.settings;
  return (
    <>
      <ConfirmButton
        size="compact-xs"
        question={words.removePersonQuestion(name)}
        aria-label={words.removePerson(name)}
        onConfirm={onRemove}
      >
        {words.remove}
      </ConfirmButton>
      <Refusals of={refusals} />
    </>
  );
}
