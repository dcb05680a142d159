import type { Absent } from '#shared/base/absent.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { CaptureFacts, HostFacts, Settings, SosreportFacts } from '#shared/model/host.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseKeyValues } from '#shared/parsers/key-values.ts';
import { parseSosreportFacts } from '#shared/parsers/sosreport-facts.ts';

/** Bit 19 of CapEff (linux/capability.h): needed to read other users' /proc/PID/ns and fd links. */
const capSysPtrace = 1n << 19n;

export function buildHost(evidence: Evidence): { host: HostFacts; capture: Omit<CaptureFacts, 'vanished'> } {
  const values = firstBy(evidence.rows('host', parseKeyValues), (row) => row.key);
  const text = (key: string): string | Absent => {
    const value = values.get(key)?.value;
    return value === undefined || value === '' ? evidence.absence('host') : value;
  };
  const number = (key: string): number | Absent => {
    const value = text(key);
    return isAbsent(value)
      ? value
      : /^-?\d+(\.\d+)?$/.test(value)
        ? Number(value)
        : { absent: 'unparsable', because: key };
  };
  const milliseconds = (key: string): number | Absent => {
    const value = number(key);
    return isAbsent(value) ? value : Math.round(value * 1000);
  };
  const machineId = values.get('machine_id')?.value;
  const capabilities = text('cap_eff');
  const uid = number('uid');
  const hidepid = number('hidepid');
  return {
    host: {
      name: text('hostname'),
      kernel: text('kernel'),
      os: text('os'),
      bootId: text('boot_id'),
      ...(machineId && { machineId }),
      bootedAt: milliseconds('btime'),
      clockTicksPerSecond: number('clk_tck'),
      zone: text('now_zone'),
    },
    capture: {
      capturedAt: milliseconds('now'),
      uid,
      user: text('user'),
      capabilities,
      seesEverything: seesEverything(uid, capabilities, hidepid),
      hidepid,
      seLinuxContext: text('selinux'),
      ownNamespace: number('own_mnt_ns'),
      ...(evidence.has('sosreport') && { sosreport: sosreportFacts(evidence) }),
    },
  };
}

function sosreportFacts(evidence: Evidence): SosreportFacts {
  const rows = evidence.rows('sosreport', parseSosreportFacts);
  const values = (key: string) => rows.flatMap((r) => (r.key === key ? [r.value] : []));
  const number = (key: string): number | Absent => {
    const [value] = values(key);
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : evidence.absence('sosreport');
  };
  const [obfuscated] = values('obfuscated');
  return {
    truncatedFiles: values('truncated'),
    processLimit: number('process-limit'),
    processesHeld: number('processes-held'),
    obfuscated: obfuscated === undefined ? evidence.absence('sosreport') : obfuscated === '1',
  };
}

/** Root sees all; hidepid hides nothing from who has CAP_SYS_PTRACE. */
function seesEverything(
  uid: number | Absent,
  capabilities: string | Absent,
  hidepid: number | Absent,
): boolean | Absent {
  if (isAbsent(uid)) return uid;
  if (isAbsent(capabilities) || !/^[0-9a-f]{1,16}$/i.test(capabilities)) return uid === 0 && hidepid === 0;
  return uid === 0 && (BigInt(`0x${capabilities}`) & capSysPtrace) !== 0n;
}

export function buildSettings(evidence: Evidence): Settings {
  const files = new Map(evidence.rows('settings', parseFileLines).map((file) => [file.path, file.text.trim()]));
  const setting = (path: string): string | Absent => {
    const value = files.get(path);
    if (value !== undefined) return value;
    const record = evidence.records.get('settings');
    if (record?.end.kind === 'complete') return { absent: 'not-applicable', because: `${path} does not exist` };
    return evidence.absence('settings');
  };
  const number = (path: string): number | Absent => {
    const value = setting(path);
    return isAbsent(value) ? value : /^\d+$/.test(value) ? Number(value) : { absent: 'unparsable', because: path };
  };
  const index = setting('/sys/module/overlay/parameters/index');
  return {
    mayDetachMounts: number('/proc/sys/fs/may_detach_mounts'),
    mountMax: number('/proc/sys/fs/mount-max'),
    overlayIndex: isAbsent(index) ? index : index === 'Y' || index === '1',
    noSpaceTimeout: number('/sys/module/dm_thin_pool/parameters/no_space_timeout'),
  };
}
