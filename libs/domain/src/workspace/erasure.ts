import { decided, refused, type Decided } from '../shared/vocabulary.js';

/**
 * What cannot be undone asks for the name of what goes, as it is written there. Refused otherwise (NOT_CONFIRMED).
 *
 * @param what of which the name is
 */
export function confirmErasure(typed: string, what: 'workspace' | 'client', name: string): Decided<null> {
  const plain = (text: string): string => text.normalize('NFC').trim();
  if (plain(typed) === plain(name)) return decided(null);
  return refused({
    code: 'NOT_CONFIRMED',
    field: 'confirmation',
    message: `To erase the ${what}, type its name as it is written: ${name}`,
  });
}
