const num = (value: number) => value.toLocaleString('en');

/** Words of the block map. */
export const blockMapWords = {
  'blocks.name': (p: { pool: string }) => `Block map of ${p.pool}`,
  'blocks.layer': () => 'layer',
  'blocks.shared': () => 'shared blocks',
  'blocks.up-to': (p: { n: number }) => `up to ${num(p.n)} owners`,
  'blocks.mixed': () => 'several devices',
  'blocks.one-each': () => '1 owner each',
  'blocks.its-own': (p: { n: number }) => `${num(p.n)} blocks its own`,
  'blocks.whole': (p: { blocks: number; size: string }) =>
    `whole pool, ${num(p.blocks)} blocks of ${p.size}, in the order of the data device`,
  'blocks.cell': (p: { n: number }) => (p.n === 1 ? '1 cell = 1 block' : `1 cell = ${num(p.n)} blocks`),
  'blocks.beyond': (p: { n: number; from: number }) => `${num(p.n)} blocks beyond ${num(p.from)}: all free`,
  'blocks.low-water': (p: { n: number }) => `low water mark at ${num(p.n)} free`,
  'blocks.by-owners': () => 'blocks by number of owners',
  'blocks.one': () => '1 owner',
  'blocks.range': (p: { low: number; high: number }) =>
    p.low === p.high ? `${num(p.low)} owners` : `${num(p.low)} to ${num(p.high)} owners`,
  'blocks.free': () => 'nobody: free',
  'blocks.sharing': (p: { devices: number; mapped: number; used: number; without: string; with: string }) =>
    `${num(p.devices)} devices map ${num(p.mapped)} blocks and use ${num(p.used)}: without sharing they would need ${p.without}, not ${p.with}.`,
  'blocks.devices': (p: { n: number; of: number }) => `${num(p.n)} of ${num(p.of)} devices`,
  'blocks.damaged': (p: { n: number }) => `${num(p.n)} places of the metadata could not be read`,
  'blocks.address': (p: { id: number; size: string }) => `${p.id}, its own address: ${p.size}`,
  'blocks.mapped-of': (p: { mapped: number; size: number; percent: string; shared: number }) =>
    `${num(p.mapped)} of ${num(p.size)} mapped, ${p.percent}; ${num(p.shared)} shared`,
  'blocks.key-own': (p: { id: number }) => `${p.id} alone`,
  'blocks.key-shares': (p: { id: number }) => `${p.id} and others`,
  'blocks.key-one': () => 'one owner',
  'blocks.key-free': () => 'free',
  'blocks.object.strip': (p: { used: number; total: number }) =>
    `whole pool, ${num(p.used)} of ${num(p.total)} blocks used`,
  'blocks.object.detail': (p: { from: number; to: number }) => `blocks ${num(p.from)} to ${num(p.to)}`,
  'blocks.object.bracket': (p: { title: string; line: string; from: number; to: number }) =>
    `${p.title}, ${p.line}, blocks ${num(p.from)} to ${num(p.to)}`,
  'blocks.object.shade': (p: { label: string; blocks: number; size: string }) =>
    `${p.label}, ${num(p.blocks)} blocks, ${p.size}`,
  'blocks.object.device': (p: { id: number; owner: string; mapped: number; own: number; frees: string }) =>
    `thin device ${p.id}, ${p.owner}, ${num(p.mapped)} blocks mapped, ${num(p.own)} its own, removing it frees ${p.frees}`,
  'blocks.head-id': () => 'id',
  'blocks.head-owner': () => 'owner',
  'blocks.head-mapped': () => 'mapped',
  'blocks.head-own': () => 'own',
  'blocks.head-frees': () => 'frees',
  'blocks.more': (p: { n: number; of: number }) => `+ ${num(p.n)} more; ${num(p.of)} of ${num(p.of)} are in the table`,
  'blocks.own-means': () => 'Own blocks belong to this device alone: removing it frees just these.',
  'blocks.object.address': (p: { title: string; line: string }) => `${p.title}, ${p.line}`,
} as const;
