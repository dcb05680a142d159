/**
 * Secrets of a sosreport, masked when it is read, as our own script masks them on the host: what an environment variable
 * holds, and what follows an option named like a secret on a command line. Lines stay lines, so that citing them stays right.
 */
import { decodeText, encodeText } from '#shared/parsers/decode.ts';

const environment = /("[Ee]nv":\s*\[)((?:\s*"(?:[^"\\]|\\.)*",?)*)(\s*\])/g;
const assignment = /"([^"\\=]*)=(?:[^"\\]|\\.)*"/g;
const keyAndValue = /("key":\s*"[^"]*",\s*"value":\s*)"(?:[^"\\]|\\.)*"/g;

/** JSON of `docker|podman|crictl inspect`. */
export const withoutEnvironment = (body: Uint8Array): Uint8Array =>
  changed(body, (text) =>
    text
      .replaceAll(
        environment,
        (_, open: string, list: string, close: string) => open + list.replaceAll(assignment, '"$1=***"') + close,
      )
      .replaceAll(keyAndValue, '$1"***"'),
  );

const option =
  /((?:^|[\s"'-])[\w.-]{0,60}(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|credential)[\w.-]{0,60}[=: ]\s{0,8})[^\s"']+/gi;

/** What ps prints. */
export const withoutSecretOptions = (body: Uint8Array): Uint8Array =>
  changed(body, (text) => text.replaceAll(option, '$1***'));

/** `systemctl show`. */
export const withoutUnitEnvironment = (body: Uint8Array): Uint8Array =>
  changed(body, (text) => text.replaceAll(/^(Environment|PassEnvironment)=.+$/gm, '$1=***'));

function changed(body: Uint8Array, change: (text: string) => string): Uint8Array {
  const text = decodeText(body);
  try {
    const after = change(text);
    return after === text ? body : encodeText(after);
  } catch {
    // A list too long for the pattern (its stack is bounded): nothing of it is kept rather than a secret.
    return new Uint8Array(0);
  }
}
