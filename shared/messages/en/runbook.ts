/** Runbooks for thin devices, and why one is refused. */
export const runbookWords = {
  'runbook.repair.stopped': (p: { container: string }) =>
    `${p.container} must stay stopped until the end; this must print exited or created.`,
  'runbook.repair.inactive': (p: { id: number; pool: string }) =>
    `Thin device ${p.id} of ${p.pool} must still be inactive: this prints nothing. If it prints a line, stop: two devices on one id destroy its filesystem.`,
  'runbook.repair.activate': (p: { id: number; name: string }) =>
    `Activate thin device ${p.id} under the name docker gives it, ${p.name}.`,
  'runbook.repair.mount': (p: { filesystem: string }) =>
    p.filesystem === 'xfs'
      ? 'Mount it; nouuid, because every layer has the base device’s xfs uuid.'
      : `Mount it (${p.filesystem}).`,
  'runbook.repair.look': (p: { container: string }) =>
    `Look: how full it is, and the largest files that ${p.container} wrote itself, smallest first. You may remove others than the next step moves.`,
  'runbook.repair.free': (p: { container: string; aside: string }) =>
    `Free space: move the largest file that ${p.container} wrote to ${p.aside} on the host. Nothing is deleted. Look at it first, and that ${p.aside} has room.`,
  'runbook.repair.umount': () => 'Unmount it.',
  'runbook.repair.deactivate': (p: { name: string }) =>
    `Deactivate the same device, ${p.name}: docker activates it itself.`,
  'runbook.repair.start': (p: { container: string }) => `Start ${p.container}.`,
  'runbook.repair.after': (p: { aside: string }) =>
    `What was moved is in ${p.aside}. New containers get more room with a larger dm.basesize; this one keeps its size.`,
  'runbook.orphan.think': (p: { id: number; pool: string }) =>
    `Deleting thin device ${p.id} of ${p.pool} cannot be undone. Ask who may have made it, copy it first if in doubt, and let no engine create or remove containers in this pool meanwhile (best: stop it).`,
  'runbook.orphan.open': (p: { name: string }) => `Nobody may have ${p.name} open: this must print 0.`,
  'runbook.orphan.deactivate': (p: { name: string }) => `Deactivate ${p.name}.`,
  'runbook.orphan.delete': (p: { id: number; pool: string }) =>
    `Delete thin device ${p.id} in ${p.pool}. If a line with that id is printed instead, an engine has taken the id since: leave it.`,
  'runbook.orphan.look': (p: { pool: string }) => `See what ${p.pool} uses now.`,
  'runbook.refused.unknown': (p: { device: string }) =>
    `No runbook for ${p.device}: its pool, id, size, filesystem or container is not known.`,
  'runbook.refused.books': (p: { id: number; count: number }) =>
    p.count === 0
      ? `No runbook: no docker metadata names thin device ${p.id}.`
      : `No runbook: ${p.count} docker devices claim thin device ${p.id}; touching it may destroy the wrong one.`,
  'runbook.refused.container': (p: { id: number }) =>
    `No runbook: no container’s layer is thin device ${p.id}, so the chain is not proven.`,
  'runbook.refused.running': (p: { container: string }) =>
    `No runbook: ${p.container} runs. Free space from inside it, or stop it and capture again.`,
  'runbook.refused.unread': (p: { because: string }) =>
    `No runbook: whether the device is active is not known (${p.because}).`,
  'runbook.refused.active': (p: { id: number; name: string }) =>
    `No runbook: thin device ${p.id} is active as ${p.name}. Find who uses it first; it must not be removed under them.`,
  'runbook.refused.prefix': (p: { root: string }) =>
    `No runbook: the name that the docker of ${p.root} gives its devices is not proven.`,
  'runbook.refused.pool': (p: { pool: string; state: string }) =>
    `No runbook yet: pool ${p.pool} is not healthy (${p.state}). Mend the pool first.`,
  'runbook.refused.name': () =>
    'No runbook: a name in it has control, bidi or other characters that a command must not be printed with.',
  'runbook.refused.known': (p: { id: number; from: string }) =>
    `No runbook: thin device ${p.id} is no orphan, ${p.from} has it.`,
  'runbook.refused.owner': (p: { pool: string }) =>
    `No runbook: who owns pool ${p.pool}, or all that its owner wrote down, is not known, so no device in it is proven an orphan.`,
  'runbook.refused.open': (p: { name: string; open: number | string }) =>
    `No runbook: ${p.name} is open (${p.open}). Find who uses it first.`,
};
