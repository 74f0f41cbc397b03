/** What a revision holds that rules compare across deliverables. Kept beside the revision, since it never changes. */
export interface DeliverableContent {
  /** Headings of its sections, as written. */
  headings: string[];
  /** Platform work that AI work in it depends on, each with the roadmap item that it names, if any. */
  platformNeeds: { need: string; roadmapItem: string | null }[];
  /** Items of a roadmap: what is named in its table of items and under platform work. */
  roadmapItems: string[];
}
