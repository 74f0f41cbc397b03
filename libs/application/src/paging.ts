/** Which part of a list is asked for; both whole numbers, not negative. */
export interface Window {
  offset: number;
  limit: number;
}

/** That part of the list, and how long the whole list is. */
export interface Slice<Row> {
  rows: Row[];
  totalCount: number;
}

/** Which part of a list that grows without end is asked for: between rows, so that nothing before it is read. */
export interface Stretch {
  /** The rows after this one, by its id; null from the start. */
  after: string | null;
  /** The rows before this one, by its id; null to the end. */
  before: string | null;
  /** At most so many, not negative. */
  limit: number;
  /** Which of them where there are more. */
  from: 'START' | 'END';
}

/** That part of the list, in its order. */
export interface StretchRows<Row> {
  rows: Row[];
  /** Whether the limit left some out. */
  more: boolean;
}
