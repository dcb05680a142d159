/** Items by key, each list in the order given; items without a key (null) are left out. */
export function groupBy<Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key | null,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** A map that keeps the first value of each key. */
export function firstBy<K, V>(rows: Iterable<V>, key: (row: V) => K): ReadonlyMap<K, V> {
  const map = new Map<K, V>();
  for (const row of rows) if (!map.has(key(row))) map.set(key(row), row);
  return map;
}
