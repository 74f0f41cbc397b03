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
