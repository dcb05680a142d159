import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openSound } from '#test/shared/bbolt/listing.ts';

const cases = path.join(import.meta.dirname, '..', '..', 'cases', 'containerd');

export const containerdFile = (name: string): Buffer => gunzipSync(readFileSync(path.join(cases, name)));
export const containerdDatabase = (name: string) => openSound(containerdFile(name));
export const containerdText = (name: string): string => readFileSync(path.join(cases, name), 'utf8');
