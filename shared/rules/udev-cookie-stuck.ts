import { isAbsent, present } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { shell } from '#shared/model/shell-quote.ts';
import type { UdevCookie } from '#shared/model/thin.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject, processSubject } from '#shared/rules/subjects.ts';

/** Five minutes: udev gives a worker up after three. */
const stuckMs = 5 * 60_000;
/** Programs that wait in dm_udev_wait. */
const waiters = /^(?:dockerd|docker|containerd|lvm|lv\w+|vg\w+|dmsetup|dmeventd|cryptsetup|multipathd?)/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** T-26: a step of device-mapper waits for a udev event that will not come, and its program with it. */
export const udevCookieStuck: Rule = {
  id: 'udev-cookie-stuck',
  code: 'T-26',
  needs: ['udev-cookies', 'host'],
  alsoReads: ['processes'],
  check({ model }) {
    const waiting = model.udevCookies.filter((c) => c.value > 0 && c.again !== false);
    const aged = waiting.map((cookie) => ({ cookie, ageMs: ageOf(model, cookie) }));
    return firesOr(
      aged.flatMap(({ cookie, ageMs }) => (ageMs !== null && ageMs > stuckMs ? [stuck(model, cookie, ageMs)] : [])),
      () => {
        const untold = aged.find((a) => a.ageMs === null);
        return untold
          ? cannotTell(msg('rule.udev-cookie-stuck.no-age', { cookie: untold.cookie.cookie }))
          : clear(msg('rule.udev-cookie-stuck.clear', { cookies: model.udevCookies.length }));
      },
    );
  },
};

/** `Fri Nov 20 16:14:37 2026`, in the host's zone, which the tool does not print. */
function ageOf(model: HostModel, { lastChange }: UdevCookie): number | null {
  const [, month, day, hour, minute, second, year] =
    /([A-Z][a-z]{2}) +(\d+) (\d\d):(\d\d):(\d\d) (\d{4})/.exec(lastChange) ?? [];
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(present(model.host.zone ?? '') ?? '') ?? [];
  const now = model.capture.capturedAt;
  if (month === undefined || sign === undefined || isAbsent(now)) return null;
  const local = Date.UTC(
    Number(year),
    months.indexOf(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return now - (local - offset);
}

function stuck(model: HostModel, cookie: UdevCookie, ageMs: number): Finding {
  const processes = model.processes.filter((p) => waiters.test(p.comm) && p.comm !== 'containerd-shim');
  return finding({
    id: `T-26:${cookie.cookie}`,
    severity: 'high',
    title: msg('rule.udev-cookie-stuck.title', { cookie: cookie.cookie }),
    statement: msg('rule.udev-cookie-stuck.statement', {
      cookie: cookie.cookie,
      value: cookie.value,
      seconds: Math.round(ageMs / 1000),
      processes: processes.map((p) => `${p.comm} (${p.pid})`).join(', '),
    }),
    subjects: nonEmpty(pathSubject(`udev cookie ${cookie.cookie}`), processes.map(processSubject)),
    sources: nonEmpty(
      cookie.source,
      processes.map((p) => p.source),
    ),
    why: [msg('rule.udev-cookie-stuck.why')],
    wrongIf: [msg('rule.udev-cookie-stuck.wrong-if')],
    remedy: [
      remedyStep(msg('rule.udev-cookie-stuck.reason'), null, 'host'),
      remedyStep(msg('rule.udev-cookie-stuck.complete'), shell`dmsetup udevcomplete ${cookie.cookie}`, 'host'),
    ],
  });
}
