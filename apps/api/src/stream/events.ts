import { mapped } from './mapped.js';

/** The events of one subscription field; an id that `find` gives as null is not the caller's to hear of. */
export function events<Field extends string, Value>(
  field: Field,
  ids: AsyncIterator<string>,
  find: (id: string) => Promise<Value | null>,
): AsyncIterable<Record<Field, Value>> {
  return mapped(ids, async (id) => {
    const value = await find(id);
    return value === null ? null : ({ [field]: value } as Record<Field, Value>);
  });
}
