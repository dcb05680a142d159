import { describe, expect, it } from 'vitest';
import { chainIds } from '#shared/model/build/layers/chain-ids.ts';
import { overlayOptions } from '#shared/model/build/layers/overlay-options.ts';
import { splitOptions } from '#shared/parsers/mountinfo.ts';

describe('chain ids', () => {
  // Vectors: of the images of the lab (`ctr image inspect`, test/hosts/lab-layers-broken/ctr.txt has the snapshots).
  it('are the diff id, then hashes of what is below and the next one', () => {
    const diffIds = [
      'sha256:8f8e05a268f0cc76942f71df1e3c350a76e9e58ee18e6f4430e3f616cc4ea8e8',
      'sha256:f6092dd6137c26b1690553880f5b05fbdc2ef265c4ae207ddf8278c472b87519',
      'sha256:7b9d1ff21522d9043b28324914c9dec1393ca2cc2cf9ca093a4b3274c5279d7e',
    ];
    expect(chainIds(diffIds)).toEqual([
      diffIds[0],
      'sha256:49e39d2f83cae7aadf430789ff211697087fa08a69f18b202f1f229a5ebce424',
      'sha256:010b52d296f091d22e007d07e22624ac50e8e6d4bd73fd4c56f692f11fccfe2c',
    ]);
    expect(chainIds([])).toEqual([]);
  });
});

/** As a table prints it: octal escapes, then what the parser of mountinfo makes of it. */
const printed = (text: string) => overlayOptions(splitOptions(text));

describe('folders of an overlay', () => {
  it.each([
    ['rw,lowerdir=/a:/b,upperdir=/u,workdir=/w', ['/a', '/b'], '/u'],
    [String.raw`rw,lowerdir=/a\134:1:/b,upperdir=/u,workdir=/w`, ['/a:1', '/b'], '/u'],
    [String.raw`rw,lowerdir=/a\134\134b,upperdir=/u`, [String.raw`/a\b`], '/u'],
    [String.raw`rw,lowerdir=/a\054b\040c,upperdir=/u\054x`, ['/a,b c'], '/u,x'],
    ['ro,lowerdir=/a:/b::/data', ['/a', '/b', '/data'], null],
    ['rw,lowerdir+=/a,lowerdir+=/b:c,upperdir=/u', ['/a', '/b:c'], '/u'],
    ['rw,lowerdir=l/AAAA:l/BBBB,upperdir=/u', ['l/AAAA', 'l/BBBB'], '/u'],
    ['rw', [], null],
  ])('%s', (text, lowers, upper) => {
    expect(printed(text)).toMatchObject({ lowers, upper });
  });

  it('are cut where the options reach their page, unless given one by one', () => {
    const long = Array.from({ length: 300 }, (_, i) => `/layers/number-${i}`);
    expect(printed(`rw,lowerdir=${long.join(':')},upperdir=/u`)).toMatchObject({ cut: true, oneByOne: false });
    expect(printed(`rw,${long.map((l) => `lowerdir+=${l}`).join(',')}`)).toMatchObject({ cut: false, oneByOne: true });
  });
});
