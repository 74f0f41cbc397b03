/** Where the labels at the ends of lines stand. Places only; no rule of the domain. */

/**
 * Moves labels off each other along one axis, each as little as it must, in their order; all stay within 0 and 100 where
 * there is room.
 * @param gap how far two of them stand apart at the least, in the unit of `value`
 */
export function apart<Label extends { value: number }>(labels: Label[], gap: number): (Label & { at: number })[] {
  const placed = labels.map((label) => ({ ...label, at: label.value })).sort((one, other) => one.value - other.value);
  for (const [index, label] of placed.entries()) {
    const below = placed[index - 1];
    if (below) label.at = Math.max(label.at, below.at + gap);
  }
  let most = 100;
  for (const label of placed.toReversed()) {
    label.at = Math.min(label.at, most);
    most = label.at - gap;
  }
  return placed;
}
