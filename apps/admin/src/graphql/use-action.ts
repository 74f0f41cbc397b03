import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { type CombinedError, type TypedDocumentNode, useMutation } from 'urql';
import { texts } from '../texts/index.js';
import { isOutdated, isSignedOut, tooOften } from './client.js';

/** Something that the person can mend, as the API words it. */
export interface UserError {
  code: string;
  field: string | null;
  message: string;
}

type Payload<Data> = Data[keyof Data] & { userErrors: UserError[] };

export interface Action<Data, Input> {
  /** The payload when it was done; undefined when it was refused (see `refusals`) or could not be sent. */
  run: (input: Input) => Promise<Payload<Data> | undefined>;
  busy: boolean;
  refusals: UserError[];
  /** The refusal of one input field, for the message under it. */
  errorOf: (field: string) => string | undefined;
  clear: () => void;
}

/**
 * One mutation with one `input`, as a button or form needs it: whether it runs, and what the API refused.
 * Outages are told as a notification; refusals are returned for display beside what they are about.
 * @param changes names of types whose lists must be read again although the payload does not contain them.
 */
export function useAction<Data, Input>(
  document: TypedDocumentNode<Data, { input: Input }>,
  changes: string[] = [],
): Action<Data, Input> {
  const [state, execute] = useMutation<Data, { input: Input }>(document);
  const [refusals, setRefusals] = useState<UserError[]>([]);
  const keys = useIdempotencyKey();

  const run = async (input: Input): Promise<Payload<Data> | undefined> => {
    setRefusals([]);
    const result = await execute(
      { input },
      {
        additionalTypenames: changes,
        fetchOptions: { credentials: 'same-origin', headers: { 'idempotency-key': keys.of(input) } },
      },
    );
    if (result.error) {
      // Sent again unchanged, it keeps its key: if the first one did arrive, it is not done twice.
      if (!result.error.networkError) keys.forget();
      if (!isSignedOut(result.error)) {
        notifications.show({ ...failure(result.error), color: 'red.9', withBorder: true });
      }
      return undefined;
    }
    keys.forget();
    const payload = Object.values(result.data ?? {})[0] as Payload<Data> | undefined;
    if (!payload || payload.userErrors.length === 0) return payload;
    setRefusals(payload.userErrors);
    return undefined;
  };

  return {
    run,
    busy: state.fetching,
    refusals,
    errorOf: (field) => refusals.find((refusal) => refusal.field === field)?.message,
    clear: () => setRefusals([]),
  };
}

function failure(error: CombinedError): { title: string; message: string } {
  const often = tooOften(error);
  if (often !== undefined) return { title: texts.failures.tooOften, message: often };
  if (isOutdated(error)) return texts.failures.broken;
  return error.networkError ? texts.failures.offline : texts.failures.unexpected;
}

/** Keeps one key for one unanswered input. */
function useIdempotencyKey(): { of: (input: unknown) => string; forget: () => void } {
  const last = useRef<{ body: string; key: string } | undefined>(undefined);
  return {
    of(input) {
      const body = JSON.stringify(input);
      if (last.current?.body !== body) last.current = { body, key: randomKey() };
      return last.current.key;
    },
    forget() {
      last.current = undefined;
    },
  };
}

/** 128 random bits as hex. `crypto.randomUUID` is missing where the page is served without TLS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
