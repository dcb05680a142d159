import { protocol } from 'electron';
import { appOrigin } from '#electron/main/our-frame.ts';
import { safeHeaders } from '#electron/services/content-security-policy.ts';
import { rendererFile } from '#electron/services/renderer-files.ts';

export const appUrl = `${appOrigin}/index.html`;

/** Must run before the app is ready: Chromium fixes schemes when it starts. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers `app://undermount/…` from the built window's folder, and every other address with 404. */
export function handleAppScheme(rendererDir: string): void {
  protocol.handle('app', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === 'undermount' && method === 'GET' ? await rendererFile(rendererDir, pathname) : null;
    if (!file) return new Response(null, { status: 404, headers: safeHeaders });
    return new Response(new Uint8Array(file.bytes), { headers: { ...safeHeaders, 'content-type': file.contentType } });
  });
}
