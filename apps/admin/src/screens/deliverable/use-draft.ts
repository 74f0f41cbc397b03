import { useState } from 'react';
import { type Content, type DraftEvidence, type KeptDraft, sameContent } from './draft-content.js';
import { forgetHere, keepHere, type KeptHere, placeHere, readHere } from './kept-here.js';

/** A text of the writer's own that another one took the place of. */
export interface Aside extends Content {
  base: number;
  /** When it was written, in milliseconds since 1970. */
  at: number;
}

export interface Draft extends Content {
  /** Where it is kept in this browser. */
  place: string;
  /** Number of the revision that this writing started from; 0 before the first. */
  base: number;
  /** Whether something is not saved as a revision yet. */
  unsaved: boolean;
  /** Where writing of an earlier visit was found, and from when it is. */
  restored: { from: 'DEVICE' | 'SERVER'; at: number } | undefined;
  aside: Aside | undefined;
  write: (markdown: string) => void;
  setEvidence: (evidence: DraftEvidence[]) => void;
  /** What was just saved, as which revision. Writing that went on meanwhile stays unsaved. */
  savedAs: (number: number, content: Content) => void;
  /** Lets another text of one's own follow a revision. */
  goOnWith: (content: Content, number: number, saved: Content) => void;
  /** Takes a saved text; one's own is set aside. */
  take: (number: number, saved: Content) => void;
  /** The text that was set aside takes the place of the present one, which is set aside. */
  swapAside: () => void;
  dropAside: () => void;
}

interface Start {
  viewerId: string;
  deliverableId: string;
  /** The newest revision; 0 and the template before the first. */
  number: number;
  saved: Content;
  /** What the server keeps of the person's writing. */
  kept: KeptDraft | null;
}

/**
 * The writing of one deliverable. It begins with what the person wrote and has not saved: in this browser where it did not
 * reach the server any more, else on the server. Where both have some, the browser's goes on and the other is set aside.
 */
export function useDraft({ viewerId, deliverableId, number, saved: start, kept }: Start): Draft {
  const place = placeHere(viewerId, deliverableId);
  const asidePlace = placeHere(viewerId, deliverableId, 'aside');
  const [found] = useState(() => find(readHere(place), kept, start));
  const [content, setContent] = useState<Content>(found.content ?? start);
  const [saved, setSaved] = useState<Content>(start);
  const [base, setBase] = useState(found.content?.base ?? number);
  const [restored, setRestored] = useState(found.restored);
  const [aside, setAside] = useState<Aside | undefined>(() => found.aside ?? readHere(asidePlace));
  const unsaved = !sameContent(content, saved);

  // Nothing of one's own is at stake: a newer revision of somebody else simply takes its place.
  if (number > base && !unsaved) {
    setBase(number);
    setSaved(start);
    setContent(start);
  }

  const layAside = (what: Aside | undefined): void => {
    setAside(what);
    if (what) keepHere(asidePlace, { ...what, keptAt: null });
    else forgetHere(asidePlace);
  };

  return {
    ...content,
    place,
    base,
    unsaved,
    restored,
    aside,
    write: (markdown) => setContent((before) => ({ ...before, markdown })),
    setEvidence: (evidence) => setContent((before) => ({ ...before, evidence })),
    savedAs(as, what) {
      setBase(as);
      setSaved(what);
      setRestored(undefined);
    },
    goOnWith(what, as, theirs) {
      setContent(what);
      setBase(as);
      setSaved(theirs);
    },
    take(as, theirs) {
      if (unsaved) layAside({ ...content, base, at: Date.now() });
      setBase(as);
      setSaved(theirs);
      setContent(theirs);
      setRestored(undefined);
    },
    swapAside() {
      if (!aside) return;
      layAside(unsaved ? { ...content, base, at: Date.now() } : undefined);
      setContent({ markdown: aside.markdown, evidence: aside.evidence });
      setRestored(undefined);
    },
    dropAside: () => layAside(undefined),
  };
}

interface Found {
  content?: Content & { base: number };
  restored?: Draft['restored'];
  aside?: Aside;
}

function find(here: KeptHere | undefined, kept: KeptDraft | null, start: Content): Found {
  const there = kept && {
    markdown: kept.markdown,
    evidence: kept.evidence,
    base: kept.baseRevision,
    at: Date.parse(kept.keptAt),
  };
  if (here && !sameContent(here, start)) {
    const other = there !== null && kept?.keptAt !== here.keptAt && !sameContent(there, here);
    return {
      content: here,
      restored: { from: 'DEVICE', at: here.at },
      ...(other && !sameContent(there, start) ? { aside: there } : {}),
    };
  }
  if (!there || sameContent(there, start)) return {};
  return { content: there, restored: { from: 'SERVER', at: there.at } };
}
