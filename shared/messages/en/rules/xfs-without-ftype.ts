/** O-08 */
export const xfsWithoutFtypeWords = {
  'rule.xfs-without-ftype.name': () => 'Overlay layers on an xfs without ftype',
  'rule.xfs-without-ftype.title': (p: { store: string }) => `${p.store} lies on an xfs without ftype`,
  'rule.xfs-without-ftype.statement': (p: { store: string; mountPoint: string; device: string; lines: number }) =>
    `${p.store} lies on the xfs ${p.device} (mounted on ${p.mountPoint}), ${p.lines === 0 ? 'which says of itself' : `and ${p.lines} line(s) of the log say`} that its directories have no types (ftype=0).`,
  'rule.xfs-without-ftype.why': () =>
    'Without types in its directories overlayfs cannot tell whiteouts, so deleted files come back and removals fail.',
  'rule.xfs-without-ftype.wrong-if': () =>
    'It is wrong if another filesystem was made without ftype and this one with it: docker may have been started on another data root before.',
  'rule.xfs-without-ftype.look': (p: { mountPoint: string }) =>
    `See that it is so: "xfs_info ${p.mountPoint}" must say ftype=0.`,
  'rule.xfs-without-ftype.make': () =>
    'It cannot be switched on: save the volumes, make a new filesystem on the very device that the data root is mounted from (mkfs.xfs -n ftype=1), and pull the images again.',
  'rule.xfs-without-ftype.no-mount': (p: { store: string }) =>
    `Which filesystem ${p.store} lies on could not be told from the mount table.`,
  'rule.xfs-without-ftype.ask': (p: { store: string; mountPoint: string }) =>
    `${p.store} lies on an xfs, and no line of the log complains; "xfs_info ${p.mountPoint}" would tell (ftype=1).`,
  'rule.xfs-without-ftype.clear': (p: { stores: number; kept: number }) =>
    p.kept === 0
      ? `None of ${p.stores} store(s) lies on an xfs.`
      : `${p.kept} of ${p.stores} store(s) lie on an xfs, and each says that its directories have types (ftype=1).`,
};
