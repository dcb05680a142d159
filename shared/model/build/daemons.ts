import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, notApplicable, unreadable } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { Shim } from '#shared/model/build/shims.ts';
import type { Daemon, Unit } from '#shared/model/container.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { Process } from '#shared/model/process.ts';
import { parseDaemons } from '#shared/parsers/daemons.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { asBoolean, jsonObject } from '#shared/parsers/json-fields.ts';
import { parseSystemctlShow } from '#shared/parsers/systemctl-show.ts';

const kinds = new Set(['dockerd', 'containerd', 'kubelet', 'crio']);

export function buildDaemons(
  evidence: Evidence,
  processes: readonly Process[],
  shims: readonly Shim[],
): readonly Daemon[] {
  const byPid = new Map(processes.map((p) => [p.pid, p]));
  const configs = new Map(evidence.rows('daemons/config', parseFileLines).map((f) => [f.path, f.text]));
  const namespaceOf = (pid: number): number | Absent =>
    byPid.get(pid)?.mountNamespace ?? unreadable('its process is gone');
  const listed = evidence.rows('daemons', parseDaemons).flatMap(({ line, kind, pid, root, configFile }): Daemon[] => {
    const named = kind === 'docker' ? 'dockerd' : kind === 'cri-o' ? 'crio' : kind;
    if (!kinds.has(named)) return [];
    return [
      {
        kind: named as Daemon['kind'],
        pid,
        unit: byPid.get(pid)?.unit ?? null,
        mountNamespace: namespaceOf(pid),
        root: root === '' ? unreadable('its command line and configuration name no root') : root,
        containerId: null,
        liveRestore:
          named === 'dockerd'
            ? liveRestore(configs.get(configFile), configFile, byPid.get(pid))
            : notApplicable('only dockerd has it'),
        source: { evidence: 'daemons', line },
      },
    ];
  });
  const served = shims.map(
    (shim): Daemon => ({
      kind: 'shim',
      pid: shim.pid,
      unit: byPid.get(shim.pid)?.unit ?? null,
      mountNamespace: namespaceOf(shim.pid),
      root: shim.containerId,
      containerId: shim.containerId,
      liveRestore: notApplicable('only dockerd has it'),
      source: { evidence: 'processes', line: shim.line },
    }),
  );
  return [...listed, ...served];
}

/** On the command line or in daemon.json; off where neither says so. */
function liveRestore(config: string | undefined, file: string, process: Process | undefined): boolean | Absent {
  if (!process || isAbsent(process.commandLine)) return unreadable('the command line of dockerd is not known');
  const flag = process.commandLine.find((arg) => arg.startsWith('--live-restore'));
  if (flag !== undefined) return !flag.endsWith('=false');
  if (config === undefined) return file === '' ? false : unreadable(`${file} was not read`);
  const json = jsonObject(config);
  return json === null ? unreadable(`${file} is no JSON`) : (asBoolean(json['live-restore']) ?? false);
}

/** `MountFlags` as a word: systemd prints the number of the mount(2) flag on some versions. */
const mountFlags: Readonly<Record<string, string>> = {
  [String(1 << 20)]: 'shared',
  [String(1 << 19)]: 'slave',
  [String(1 << 18)]: 'private',
  '0': '',
};

/** Settings beside the named ones that make systemd give a service a mount namespace (systemd.exec(5)). */
const sandboxing = [
  'BindPaths',
  'BindReadOnlyPaths',
  'InaccessiblePaths',
  'NoExecPaths',
  'PrivateDevices',
  'PrivateUsers',
  'ProtectControlGroups',
  'ProtectKernelLogs',
  'ProtectKernelModules',
  'ProtectKernelTunables',
  'ProtectProc',
  'ReadOnlyPaths',
  'ReadWritePaths',
  'RootDirectory',
  'RootImage',
  'TemporaryFileSystem',
];

export function buildUnits(evidence: Evidence): readonly Unit[] {
  const blocks = evidence.rows('units', parseSystemctlShow).filter((block) => block.properties.Id);
  return [...firstBy(blocks, (block) => block.properties.Id!).values()].map(({ line, properties: p }) => {
    const flags = p.MountFlags ?? '';
    return {
      name: p.Id!,
      mainPid: Number(p.MainPID ?? 0) || null,
      mountFlags: mountFlags[flags] ?? flags,
      privateTmp: isOn(p.PrivateTmp),
      protectSystem: word(p.ProtectSystem),
      protectHome: word(p.ProtectHome),
      privateMounts: isOn(p.PrivateMounts),
      otherSandboxing: sandboxing.flatMap((name) =>
        word(p[name]) && p[name] !== 'default' ? [`${name}=${p[name]}`] : [],
      ),
      source: { evidence: 'units', line },
    };
  });
}

const isOn = (value: string | undefined) => value !== undefined && value !== '' && value !== 'no';
const word = (value: string | undefined) => (value === undefined || value === 'no' ? '' : value);
