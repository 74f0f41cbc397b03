import { useEffect, useState } from 'react';

export interface DraftEvidence {
  section: string;
  kind: 'LINK' | 'FILE' | 'STATEMENT';
  url: string | null;
  statement: string | null;
}

export interface Content {
  markdown: string;
  evidence: DraftEvidence[];
}

interface Kept extends Content {
  base: number;
}

export interface Draft extends Content {
  /** Number of the revision that this writing started from; 0 before the first. */
  base: number;
  /** Whether something is not saved yet. */
  unsaved: boolean;
  /** Whether unsaved writing of an earlier visit was found. */
  restored: boolean;
  write: (markdown: string) => void;
  setEvidence: (evidence: DraftEvidence[]) => void;
  /** What was just saved, as which revision. Writing that went on meanwhile stays unsaved. */
  savedAs: (number: number, content: Content) => void;
  /** Lets the own text follow another revision. */
  baseOn: (number: number, content: Content) => void;
  /** Replaces the own text. */
  replaceWith: (number: number, content: Content) => void;
}

/**
 * The writing of one deliverable. What is not saved is kept in the tab's storage, so that a reload, another page or an
 * expired session loses nothing; signing out clears it.
 */
export function useDraft(deliverableId: string, startNumber: number, start: Content): Draft {
  const key = `draft ${deliverableId}`;
  const [kept] = useState(() => read(key));
  const [content, setContent] = useState<Content>(kept ?? start);
  const [saved, setSaved] = useState<Content>(start);
  const [base, setBase] = useState(kept?.base ?? startNumber);
  const unsaved = !same(content, saved);
  const [restored, setRestored] = useState(() => kept !== undefined && !same(kept, start));

  useEffect(() => {
    if (unsaved) keep(key, { ...content, base });
    else sessionStorage.removeItem(key);
  }, [key, content, base, unsaved]);

  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  // Nothing of one's own is at stake: a newer revision of somebody else simply takes its place.
  if (startNumber > base && !unsaved) {
    setBase(startNumber);
    setSaved(start);
    setContent(start);
  }

  return {
    ...content,
    base,
    unsaved,
    restored,
    write: (markdown) => setContent((before) => ({ ...before, markdown })),
    setEvidence: (evidence) => setContent((before) => ({ ...before, evidence })),
    savedAs(number, what) {
      setBase(number);
      setSaved(what);
      setRestored(false);
    },
    baseOn(number, what) {
      setBase(number);
      setSaved(what);
    },
    replaceWith(number, what) {
      setBase(number);
      setSaved(what);
      setContent(what);
      setRestored(false);
    },
  };
}

const same = (one: Content, other: Content): boolean =>
  one.markdown === other.markdown && JSON.stringify(one.evidence) === JSON.stringify(other.evidence);

function read(key: string): Kept | undefined {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isKept(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isKept(found: unknown): found is Kept {
  return typeof found === 'object' && found !== null && 'markdown' in found && 'evidence' in found && 'base' in found;
}

function keep(key: string, kept: Kept): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // The tab's storage is full or forbidden. The writing is still on the screen, and leaving it asks first.
  }
}
