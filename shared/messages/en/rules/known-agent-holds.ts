const cures: Readonly<Record<string, string>> = {
  node_exporter: 'mount the host as /:/host:ro,rslave and run it with --path.rootfs=/host',
  'node-exporter': 'mount the host as /:/host:ro,rslave and run it with --path.rootfs=/host',
  cadvisor: 'mount /:/rootfs and /var/lib/docker with :ro,rslave',
  'log-pilot': 'use a version that unmounts the shm mounts below its host folder when it starts',
  kubelet: 'run the kubelet on the host, or mount /var/lib/kubelet and /var/lib/docker with rshared',
};

/** */
export const knownAgentHoldsWords = {
  'rule.known-agent-holds.name': () => 'The holder is a product known for it',
  'rule.known-agent-holds.title': (p: { name: string; agent: string }) =>
    `${p.name} is a known kind of holder: ${p.agent}`,
  'rule.known-agent-holds.statement': (p: { name: string; agent: string }) =>
    `${p.name}, which other findings name as a holder, is ${p.agent} by its image or program name.`,
  'rule.known-agent-holds.why': () =>
    'Agents like this mount the host folders into themselves, and with them every container filesystem below.',
  'rule.known-agent-holds.wrong-if': () => 'A name alone proves nothing; the finding about what it holds does.',
  'rule.known-agent-holds.cure': (p: { agent: string }) =>
    `For ${p.agent}: ${cures[p.agent] ?? 'mount only the log folders it reads, with :ro,rslave'}.`,
  'rule.known-agent-holds.clear': (p: { holders: number }) =>
    `None of ${p.holders} holder(s) is a product known for it.`,
};
