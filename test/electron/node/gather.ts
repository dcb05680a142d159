/** Everything an async iterable gives. (Array.fromAsync is not in the compiler's library yet.) */
export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
