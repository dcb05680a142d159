/** */
export const netnsDescriptorLeakWords = {
  'rule.netns-descriptor-leak.name': () => 'A descriptor keeps a network namespace alive',
  'rule.netns-descriptor-leak.title': (p: { comm: string; pid: number }) =>
    `${p.comm} (pid ${p.pid}) keeps a network namespace that is not its own`,
  'rule.netns-descriptor-leak.statement': (p: {
    comm: string;
    pid: number;
    count: number;
    fd: number;
    inode: number;
  }) =>
    `${p.comm} (pid ${p.pid}) holds ${p.count} descriptor(s) on network namespaces it is not in, the first fd ${p.fd} on net:[${p.inode}]; the second sample saw it again.`,
  'rule.netns-descriptor-leak.why': () =>
    'The descriptor was inherited when the process was started, and was never closed (moby#41136).',
  'rule.netns-descriptor-leak.wrong-if': () =>
    'It is wrong for a tool that works in that namespace on purpose and ends by itself.',
  'rule.netns-descriptor-leak.restart': () =>
    'Restart what started this process: for docker-proxy its container, else the daemon. The descriptor goes with the process.',
  'rule.netns-descriptor-leak.once': () =>
    'A descriptor on another network namespace was seen, but only once: there is no second sample.',
  'rule.netns-descriptor-leak.clear': (p: { descriptors: number }) =>
    `${p.descriptors} descriptor(s) on other network namespaces were seen; none was a lasting one of docker-proxy or the last thing that keeps its namespace.`,
};
