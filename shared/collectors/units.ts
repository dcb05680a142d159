import { defineCollector } from '#shared/collectors/collector.ts';
import { sh } from '#shared/collectors/shell.ts';

export const units = defineCollector({
  id: 'units',
  why: 'Shows which services run in mount namespaces of their own, and how: such copies hold unmounted devices.',
  reads: ["systemctl show '*.service'"],
  phase: 2,
  twice: false,
  timeoutS: 20,
  maxBytes: 16 * 1024 * 1024,
  withoutRoot: null,
  sosreport: [
    'sos_commands/systemd/systemctl_show_service_--all',
    'sos_commands/systemd/systemctl_show_*service_--all',
  ],
  script: sh`
um_units() {
  um_what="systemctl show '*.service'"
  um_read() {
    systemctl show '*.service' --no-pager -p Id -p ActiveState -p MainPID -p ControlGroup -p MountFlags -p PrivateTmp -p PrivateMounts -p PrivateDevices \
      -p ProtectSystem -p ProtectHome -p ProtectKernelTunables -p ProtectKernelModules -p ProtectControlGroups -p ProtectProc -p DynamicUser -p RootDirectory -p RootImage \
      -p ReadOnlyPaths -p ReadWritePaths -p InaccessiblePaths -p ReadOnlyDirectories -p ReadWriteDirectories -p InaccessibleDirectories -p BindPaths -p BindReadOnlyPaths -p TemporaryFileSystem -p MountAPIVFS
  }
  if [ ! -d /run/systemd/system ]; then um_absent units "$um_what" not-applicable '/run/systemd/system is not there: this host does not run systemd'
  elif ! um_has systemctl; then um_absent units "$um_what" not-found 'systemctl is not installed'
  else um_record units "$um_what" um_read
  fi
}
`,
});
