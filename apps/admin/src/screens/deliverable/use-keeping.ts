import { useCallback, useEffect, useRef, useState } from 'react';
import { passingClient } from '../../app/session.js';
import { useConnectionBack } from '../../graphql/connection.js';
import { graphql } from '../../graphql/graphql.js';
import { asInput, type Content } from './draft-content.js';
import { forgetHere, keepHere } from './kept-here.js';

const KeepDraft = graphql(`
  mutation KeepDraft($input: KeepDraftInput!) {
    keepDraft(input: $input) {
      deliverable {
        id
        latestRevision {
          id
          number
        }
        draft {
          keptAt
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const DiscardDraft = graphql(`
  mutation DiscardDraft($input: DiscardDraftInput!) {
    discardDraft(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/**
 * How safe the writing is: it is a revision, it is on its way, the server keeps it as a draft, only this device does, or
 * nothing but this page does.
 */
export type Keeping = 'SAVED' | 'KEEPING' | 'KEPT' | 'HERE' | 'NOWHERE';

/** Pauses in typing after which the writing is kept, and how long it may go on without a pause. In milliseconds. */
const HERE = { pause: 150, most: 1_000 };
const THERE = { pause: 1_000, most: 8_000 };
/** Between two tries where the server answers with an error. */
const AGAIN_MS = 10_000;

interface KeepingOptions {
  place: string;
  deliverableId: string;
  content: Content;
  base: number;
  unsaved: boolean;
  /** When the server last kept a draft, as it said; null where it has none. */
  keptAt: string | null;
  /** Called where somebody saved a revision after `base`. */
  onNewer: () => void;
}

/**
 * Keeps writing that is no revision yet: after a short pause in this browser's storage, after a longer one as a draft on
 * the server, which then takes it out of the browser. One request is under way at a time, and the newest writing goes next.
 */
export function useKeeping(options: KeepingOptions): { keeping: Keeping; settled: () => Promise<void> } {
  const { place, content, base, unsaved } = options;
  const [keeping, setKeeping] = useState<Keeping>(unsaved ? 'KEEPING' : 'SAVED');
  const now = useRef(options);
  now.current = options;
  const keptAt = useRef(options.keptAt);
  const underWay = useRef<Promise<void>>(undefined);
  /** What the server has. */
  const sent = useRef<Content>(undefined);
  const last = useRef({ here: 0, there: 0 });

  const here = useCallback((): boolean => {
    const { place: at, content: what, base: from } = now.current;
    last.current.here = Date.now();
    return keepHere(at, { ...what, base: from, at: Date.now(), keptAt: keptAt.current });
  }, []);

  const there = useCallback(async (): Promise<void> => {
    const { deliverableId, content: what, base: from, place: at } = now.current;
    last.current.there = Date.now();
    const input = { deliverableId, markdown: what.markdown, evidence: asInput(what.evidence), baseRevision: from };
    const { data } = await passingClient.mutation(KeepDraft, { input }).toPromise();
    const kept = data?.keepDraft.deliverable;
    const newest = now.current.content === what;
    if (!kept) {
      if (now.current.unsaved) setKeeping(here() ? 'HERE' : 'NOWHERE');
      return;
    }
    keptAt.current = kept.draft?.keptAt ?? null;
    sent.current = what;
    if (newest && now.current.unsaved) {
      forgetHere(at);
      setKeeping('KEPT');
    }
    if ((kept.latestRevision?.number ?? 0) > now.current.base) now.current.onNewer();
  }, [here]);

  /** Sends what is newest; what is written meanwhile is sent after it. */
  const send = useCallback(async (): Promise<void> => {
    if (underWay.current) return underWay.current;
    const what = now.current.content;
    underWay.current = there();
    await underWay.current;
    underWay.current = undefined;
    if (now.current.unsaved && now.current.content !== what && keptAt.current !== null) await send();
  }, [there]);

  useEffect(() => {
    if (!unsaved) {
      forgetHere(place);
      setKeeping('SAVED');
      if (keptAt.current === null) return;
      // Written back to what is saved already: the draft of it would only be in the way.
      keptAt.current = null;
      const { deliverableId } = now.current;
      void passingClient.mutation(DiscardDraft, { input: { deliverableId } }).toPromise();
      return;
    }
    setKeeping((before) => (before === 'HERE' || before === 'NOWHERE' ? before : 'KEEPING'));
    const timers = [
      setTimeout(here, wait(HERE, last.current.here)),
      setTimeout(() => void send(), wait(THERE, last.current.there)),
    ];
    return () => timers.forEach(clearTimeout);
  }, [place, content, base, unsaved, here, send]);

  useEffect(() => {
    if (keeping !== 'HERE' && keeping !== 'NOWHERE') return;
    const again = setInterval(() => void send(), AGAIN_MS);
    return () => clearInterval(again);
  }, [keeping, send]);

  useConnectionBack(
    useCallback(() => {
      if (now.current.unsaved) void send();
    }, [send]),
  );

  // A tab that is closed, and a page that is left, keep what no pause has kept yet.
  useEffect(() => {
    const leave = (event?: BeforeUnloadEvent): void => {
      const { unsaved: any, content: what } = now.current;
      if (any && sent.current !== what && !here()) event?.preventDefault();
    };
    const hide = (): void => leave();
    window.addEventListener('pagehide', hide);
    window.addEventListener('beforeunload', leave);
    return () => {
      window.removeEventListener('pagehide', hide);
      window.removeEventListener('beforeunload', leave);
      leave();
    };
  }, [here]);

  return { keeping, settled: async () => underWay.current };
}

function wait({ pause, most }: { pause: number; most: number }, lastTime: number): number {
  return lastTime === 0 ? pause : Math.max(0, Math.min(pause, lastTime + most - Date.now()));
}
