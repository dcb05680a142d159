import { corpusFile } from '#test/shared/bbolt/listing.ts';
import { type Base, baseOf } from '#test/shared/bbolt/mutate.ts';
import { containerdFile } from '#test/shared/containerd-metadata/fixtures.ts';

/** Eight states of one database, oldest first. */
export const history: readonly Base[] = [2, 3, 4, 5, 6, 7, 8, 9].map((txid) =>
  baseOf(`history.${txid}`, corpusFile(`history.${txid}`)),
);

/** Files to start mutations from; those of containerd first. */
export const bases: readonly Base[] = [
  ...['lab-broken/meta.db.gz', 'lab-broken/overlayfs.db.gz', 'lab-broken/lvm-meta.db.gz'].map((name) =>
    baseOf(name, containerdFile(name)),
  ),
  ...['shapes-4096', 'shapes-16384', 'no-freelist', 'freed-array'].map((name) => baseOf(name, corpusFile(name))),
  ...history,
];

/** Other states of the same database: only of `history`. */
export const othersOf = (base: Base): readonly Base[] => (history.includes(base) ? history : []);
