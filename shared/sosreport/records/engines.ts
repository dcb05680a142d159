import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { parseEngineProcesses } from '#shared/parsers/engine-processes.ts';
import { takenBy } from '#shared/sosreport/commands.ts';
import type { KeptMember } from '#shared/sosreport/kept.ts';
import { absentRecord, listRecord, membersOf, type Report } from '#shared/sosreport/records/record-maker.ts';
import { withoutEnvironment, withoutSecretOptions } from '#shared/sosreport/secrets.ts';

const isInspect = ({ place }: KeptMember) => /_inspect_[^/]*$/.test(place);
const isConfig = ({ place }: KeptMember) => place.startsWith('etc/');

/** What the engines' own commands said. */
export function engineRecords(report: Report): readonly EvidenceRecord[] {
  return [...dockerRecords(report), ...criRecords(report), ...daemonRecords(report)];
}

function dockerRecords(report: Report): readonly EvidenceRecord[] {
  const members = membersOf(report, 'docker-containers').map(masked);
  const devices = membersOf(report, 'docker-device-metadata').filter(isInspect).map(masked);
  // The journal alone names no container.
  if (!members.some((m) => isInspect(m) || m.place.includes('/docker_ps'))) {
    return (['docker-containers', 'docker-device-metadata', 'docker-images'] as const).map((id) =>
      absentRecord(report, id, id),
    );
  }
  const inspected = members.filter(isInspect).length;
  const listed = listedIn(members);
  const command = takenBy['docker-containers'];
  const because = [
    ...(inspected < listed ? [say(msg('sosreport.running-only', { inspected, listed, command }))] : []),
    ...otherDaemons(report, command),
  ].join('; ');
  const lacks = because === '' ? {} : { lacks: because };
  return [
    listRecord(report, 'docker-containers/config', 'docker-containers', members, {
      format: 'docker-inspect',
      ...lacks,
    }),
    listRecord(report, 'docker-containers/layers', 'docker-containers', members, {
      format: 'docker-inspect',
      ...lacks,
    }),
    devices.length > 0
      ? listRecord(report, 'docker-device-metadata', 'docker-device-metadata', devices, {
          format: 'docker-inspect',
          lacks: say(msg('sosreport.inspect-devices', { command: takenBy['docker-device-metadata'] })),
        })
      : absentRecord(report, 'docker-device-metadata', 'docker-device-metadata'),
    absentRecord(report, 'docker-images', 'docker-images'),
  ];
}

/** sos asks the docker at the usual socket; ps shows whether there is another. */
function otherDaemons(report: Report, command: string): readonly string[] {
  const [daemons] = daemonRecords(report);
  const running = daemons ? parseEngineProcesses(daemons.body).value.filter((d) => d.kind === 'dockerd') : [];
  if (running.length < 2) return [];
  return [
    say(msg('sosreport.one-docker', { daemons: running.length, pids: running.map((d) => d.pid).join(', '), command })),
  ];
}

/** Rows of the longest `docker ps`, without its heading. */
const listedIn = (members: readonly KeptMember[]): number =>
  Math.max(
    0,
    ...members
      .filter(({ place }) => /\/docker_ps/.test(place))
      .map(({ body }) => decodeText(body).trimEnd().split('\n').length - 1),
  );

function criRecords(report: Report): readonly EvidenceRecord[] {
  const crictl = membersOf(report, 'containerd-containers').map(masked);
  const storage = membersOf(report, 'podman-containers').map(masked);
  return [
    ...(crictl.length > 0
      ? [
          listRecord(report, 'containerd-containers/config', 'containerd-containers', crictl, {
            format: 'crictl-inspect',
          }),
          listRecord(report, 'containerd-containers/pids', 'containerd-containers', crictl, {
            format: 'crictl-inspect',
          }),
        ]
      : [absentRecord(report, 'containerd-containers', 'containerd-containers')]),
    storage.length > 0
      ? listRecord(report, 'podman-containers/config', 'podman-containers', storage, { format: 'storage-inspect' })
      : absentRecord(report, 'podman-containers', 'podman-containers'),
  ];
}

function daemonRecords(report: Report): readonly EvidenceRecord[] {
  const members = membersOf(report, 'daemons');
  const configs = members.filter(isConfig);
  const [listing] = members.filter(({ place }) => place.startsWith('sos_commands/process/'));
  const said = members.filter(
    ({ place }) => place.startsWith('sos_commands/docker/') || place.startsWith('etc/docker/'),
  );
  return [
    listing
      ? listRecord(report, 'daemons', 'daemons', [{ ...listing, body: withoutSecretOptions(listing.body) }, ...said], {
          format: 'ps',
        })
      : absentRecord(report, 'daemons', 'daemons'),
    ...(configs.length > 0 ? [listRecord(report, 'daemons/config', 'daemons', configs)] : []),
  ];
}

const masked = (member: KeptMember): KeptMember =>
  isInspect(member) ? { ...member, body: withoutEnvironment(member.body) } : member;
