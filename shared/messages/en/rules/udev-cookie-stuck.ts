import { duration } from '#shared/messages/en/rules/duration.ts';

/** T-26 */
export const udevCookieStuckWords = {
  'rule.udev-cookie-stuck.name': () => 'A device-mapper step waits for udev and will wait for ever',
  'rule.udev-cookie-stuck.title': (p: { cookie: string }) => `udev cookie ${p.cookie} is stuck`,
  'rule.udev-cookie-stuck.statement': (p: { cookie: string; value: number; seconds: number; processes: string }) =>
    `Cookie ${p.cookie} has had value ${p.value} for ${duration(p.seconds)}: a udev event that it waits for did not come.${p.processes === '' ? '' : ` Programs that may wait in it: ${p.processes}.`}`,
  'rule.udev-cookie-stuck.why': () =>
    'A udev worker was killed (timeout, out of memory) or udev does not run here, so nobody tells the program that the device node is there.',
  'rule.udev-cookie-stuck.wrong-if': () => 'It is wrong if an operation on many devices is still running.',
  'rule.udev-cookie-stuck.reason': () => 'Find out first why the event was lost: the log of systemd-udevd says.',
  'rule.udev-cookie-stuck.complete': () => 'Then let the program go on.',
  'rule.udev-cookie-stuck.no-age': (p: { cookie: string }) =>
    `Cookie ${p.cookie} is waited for, but since when could not be told: the host's zone or clock is not known.`,
  'rule.udev-cookie-stuck.clear': (p: { cookies: number }) =>
    `None of ${p.cookies} udev cookie(s) has been waited for longer than five minutes.`,
};
