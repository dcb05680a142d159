import { foldAscii } from '#shared/export/redaction/byte-text.ts';
import { formatWords } from '#shared/export/redaction/keep-formats.ts';
import { formatNames } from '#shared/export/redaction/keep-names.ts';
import {
  engineWords,
  kernelWords,
  standardFolders,
  systemAccounts,
  systemdWords,
} from '#shared/export/redaction/keep-paths.ts';
import { shortToken } from '#shared/export/redaction/matcher.ts';

/**
 * Words that are never replaced. A word of five or more letters is also kept where one of these contains it, since replacing it
 * would change the longer one. What else is kept: numbers, single letters, device names, ELF versions.
 */
const kept = new Set([
  ...formatWords,
  ...standardFolders,
  ...kernelWords,
  ...engineWords,
  ...systemAccounts,
  ...systemdWords,
]);
const joined = [...kept].filter((word) => word.length > shortToken).join('\n');

/** Disks, partitions, loop and dm devices, terminals, filesystem versions, architectures. */
const devices =
  /^(?:(?:[svhx]|xv)d[a-z]{1,3}\d*|nvme\d+n\d+(?:p\d+)?|mmcblk\d+(?:p\d+)?|(?:loop|dm|md|sr|ram|zram|rbd|nbd|tty|ttys|pts|vcs|vcsa|cpu|event|eth|lib|v|r|rc)\d+|lv\d*|x86|amd64|arm64|el\d+)$/;

/** `word`: a byte text of letters and digits only. */
export function isKept(word: string): boolean {
  const folded = foldAscii(word);
  if (folded.length < 2 || /^\d+$/.test(folded) || kept.has(folded) || devices.test(folded)) return true;
  return folded.length >= shortToken && joined.includes(folded);
}

/** The same of a name whose words are all kept; what remains is replaced as a whole. */
const joinedNames = formatNames.join('\n');
export const isKeptName = (name: string): boolean => {
  const folded = foldAscii(name);
  return folded.length < shortToken || !/[^a-z0-9\x80-\xff]/.test(folded) || joinedNames.includes(folded);
};

/** Shared libraries of distributions: one component, with its version. */
export const isLibrary = (component: string): boolean => /^(?:lib|ld-)[\w.+-]*\.so(?:[.\d]*)$/.test(component);
