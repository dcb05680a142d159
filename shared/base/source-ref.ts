/** The exact bytes a fact rests on. Every row carries one, so every finding can be checked by eye. */
export interface SourceRef {
  /** Id of the evidence record, e.g. `mount-table/4026531841`. */
  readonly evidence: string;
  /** 1-based line in the record's body; 0 cites the record as a whole (for instance its emptiness). */
  readonly line: number;
  /** In a database, where a line says nothing: its buckets and the key, `v1/k8s.io/images/registry.lab/pause:3.6`. */
  readonly bucket?: string;
}
