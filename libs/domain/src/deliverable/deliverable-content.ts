/** What a revision holds that rules compare across deliverables. Kept beside the revision, since it never changes. */
export interface DeliverableContent {
  /** Headings of the document, as written, in its order. */
  headings: string[];
  /** Platform work that AI work in it depends on, each with the roadmap item that it names, if any. */
  platformNeeds: PlatformNeed[];
  /** Items of a roadmap: what is named in its table of items and under platform work. */
  roadmapItems: string[];
}

export interface PlatformNeed {
  need: string;
  /** The roadmap item that is said to carry it; null where none is. */
  roadmapItem: string | null;
}
