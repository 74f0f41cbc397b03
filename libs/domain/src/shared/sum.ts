/** Their total, to the last digit the same in whatever order they come: added from the smallest up. */
export function sum(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b).reduce((total, number) => total + number, 0);
}
