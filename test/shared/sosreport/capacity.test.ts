/** How much is free below a pool on files: what T-12 asks, from the df and losetup of a sosreport. */
import { beforeAll, expect, it, vi } from 'vitest';
import { analysisOfMembers, type DrawnMembers } from '#test/builders/sosreport-members.ts';
import { membersOfVersion, realMembers } from '#test/builders/sosreport-tree.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let tree: DrawnMembers;
beforeAll(async () => {
  tree = membersOfVersion('4.2', await realMembers());
});

const head = 'Filesystem     1K-blocks    Used Available Use% Mounted on\n';
const df = (name: string, rows: string): DrawnMembers => [[`sos_commands/filesys/${name}`, head + rows]];
const answerOf = (members: DrawnMembers) => {
  const analysis = analysisOfMembers(members);
  const outcome = analysis.outcomes.find((o) => o.code === 'T-12')!;
  return { analysis, ...outcome };
};

it('is not known without a df, and the answer says so', () => {
  const { analysis, outcome } = answerOf(tree);
  expect(analysis.model.filesystemSpace).toBeUndefined();
  expect(outcome.answer).toBe('cannot-tell');
});

it.each(['df_-al', 'df_-al_-x_autofs'])('is read from %s, by the node that it names', (name) => {
  const { analysis } = answerOf([...tree, ...df(name, '/dev/vda        10159152 5220896   4415364  55% /\n')]);
  const vda = analysis.model.blockDevices.find((b) => b.kernelName === 'vda')!;
  expect(analysis.model.filesystemSpace).toMatchObject([
    { device: vda.device, mountPoint: '/', freeBytes: 4415364 * 1024, source: { evidence: 'capacity', line: 2 } },
  ]);
});

it('a node that is no block device of the host tells nothing', () => {
  const { analysis } = answerOf([...tree, ...df('df_-al', '/dev/nowhere  10159152 5220896   4415364  55% /\n')]);
  expect(analysis.model.filesystemSpace).toEqual([]);
});

it('lets T-12 say that the file below a pool promises more than is free, and not where there is room', () => {
  const full = answerOf([...tree, ...df('df_-al', '/dev/vda  10159152 10158152  1000  99% /\n')]).outcome;
  expect(full).toMatchObject({ answer: 'fires', findings: [{ severity: 'high' }] });
  const roomy = answerOf([...tree, ...df('df_-al', '/dev/vda  10159152 5220896  9415364  55% /\n')]).outcome;
  expect(roomy.answer).not.toBe('fires');
});
