/**
 * Makes Node's crypto look like Electron's BoringSSL where it matters to ssh2: no chacha20, no CCM, fewer ciphers.
 * Loaded with --import before anything else. Electron 24 and later: electron/electron#24024.
 */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const missing = /chacha20|aria|camellia|-ccm|blowfish|^bf|cast5|idea|seed|sm4/i;
const { getCiphers, createCipheriv, createDecipheriv } = crypto;
const refuse = (name: string) => {
  if (missing.test(name)) throw new Error(`Unknown cipher ${name}`);
};
Object.assign(crypto, {
  getCiphers: () => getCiphers().filter((name) => !missing.test(name)),
  createCipheriv: (name: string, ...rest: unknown[]) => {
    refuse(name);
    return (createCipheriv as (...args: unknown[]) => unknown)(name, ...rest);
  },
  createDecipheriv: (name: string, ...rest: unknown[]) => {
    refuse(name);
    return (createDecipheriv as (...args: unknown[]) => unknown)(name, ...rest);
  },
});
syncBuiltinESMExports();
