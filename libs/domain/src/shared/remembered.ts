/**
 * The function, reckoned once for each object that it is asked about. For values that never change once they are made; what
 * was reckoned goes when the object does.
 */
export function remembered<K extends object, V>(reckon: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: reckon(key) };
    known.set(key, found);
    return found.value;
  };
}
