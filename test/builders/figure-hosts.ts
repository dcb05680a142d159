import { deriveFigure, type FigureQuestion } from '#shared/derive/derive-figure.ts';
import type { AnyFigure } from '#shared/figures/figure-element.tsx';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analysisOf, someCustody } from '#test/builders/analysis.ts';
import { recordsFromMounts } from '#test/builders/host-from-mounts.ts';
import { readHost } from '#test/hosts/read-host.ts';

type Captured = Parameters<typeof readHost>[0];

const captured = (name: Captured): Analysis => {
  const { records, custody } = readHost(name);
  return analysisOf(records, custody, name);
};

/** Constructed: a host whose paths and containers are named in Chinese and Japanese, with rare and full-width characters. */
const chineseDrawing = `
ns 1 pid 1
  / 254:0 shared:1
  /数据卷/订单数据库 253:9 shared:2
ns 2 pid 40 container 日志收集代理
  / 0:60
  /宿主机/数据卷/订单数据库 253:9
ns 3 pid 41 container 監視・バックアップ
  / 0:61
  /備份/訂單資料庫（舊），第２版 253:9
ns 4 fd 60/7
  / 254:0
  /mnt/mixed-混合-name_v2.1/很长的目录名称用来检查文字不会被悄悄丢掉也不会越过边界 253:9
block 253:9 dm-9 name docker-卷 open 3
`;

/** The broken lab host with other names of its objects: the same findings about them. */
function renamedLab(names: Readonly<Record<string, string>>, host: string): Analysis {
  const { records, custody } = readHost('lab-broken');
  const named = records.map((record) => {
    let body = Buffer.from(record.body).toString('latin1');
    for (const [from, to] of Object.entries(names)) body = body.replaceAll(from, latin1(to));
    return { ...record, body: Buffer.from(body, 'latin1') };
  });
  return analysisOf(named, custody, host);
}

/** In Chinese: 订单数据库-主 instead of victim-A3. */
export const chineseLab = (): Analysis =>
  renamedLab(
    {
      'victim-A3': '订单数据库-主',
      '/export/lib/docker': '/导出/容器数据',
      'hostname=lab-node1': 'hostname=上海-节点-01',
    },
    '上海-节点-01',
  );

/** Names of containers, pods, volumes, pools and namespaces' files that are long, of several scripts, right to left, or emoji. */
export const namesOfTheWorld: Readonly<Record<string, string>> = {
  'victim-A1': '订单服务-🚀-主库',
  'victim-A2': 'قاعدة-البيانات-الرئيسية',
  'victim-A3':
    '订单数据库-主-这是一个非常长的容器名称用来检查文字在图中不会被切断也不会越过边界-replica-03.zone-b.internal',
  'victim-A4': '監視・バックアップ-第２版',
  'victim-A5': '데이터베이스-주',
  'victim-A9': '👩‍💻-Ω-Ünïcødé',
  'log-agent': '日志采集代理',
  'kubesql-server': '库存数据库-kubesql-server-with-a-very-long-name-indeed-that-goes-on-and-on-2024.11.20-rev-4711',
  '/export/lib/docker': '/导出/容器数据/第一卷（旧）',
  '/run/mntns/backup': '/run/mntns/备份-резерв',
  '/opt/thr': '/opt/线程',
  'web-5d8c': '前端-网页-5d8c',
  'lab-oods': '满的池',
  'hostname=lab-node1': 'hostname=上海-数据中心-节点-01',
};
export const labOfTheWorld = (): Analysis => renamedLab(namesOfTheWorld, '上海-数据中心-节点-01');
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

export const chineseHost = (): Analysis => analysisOf(recordsFromMounts(chineseDrawing), someCustody, '上海-节点-01');

const memo = new Map<string, Analysis>();
function host(name: Captured | 'chinese' | 'chinese-lab'): Analysis {
  const made = { chinese: chineseHost, 'chinese-lab': chineseLab };
  const known = memo.get(name) ?? (name === 'chinese' || name === 'chinese-lab' ? made[name]() : captured(name));
  memo.set(name, known);
  return known;
}

/** The pictures that golden files are kept of: every view, over captured hosts and a constructed one. */
export const goldenFigures: Readonly<
  Record<string, readonly [host: Captured | 'chinese' | 'chinese-lab', question: Omit<FigureQuestion, 'expanded'>]>
> = {
  'namespaces-overview': ['lab-broken', { view: 'namespaces', focus: null }],
  'namespaces-victim-A3': ['lab-broken', { view: 'namespaces', focus: 'victim-A3' }],
  'namespaces-chinese': ['chinese', { view: 'namespaces', focus: '253:9' }],
  pool: ['lab-broken', { view: 'pool', focus: null }],
  'chain-victim-A3': ['lab-broken', { view: 'chain', focus: 'victim-A3' }],
  'card-held': ['lab-broken', { view: 'card', focus: 'victim-A3' }],
  'card-chinese': ['chinese-lab', { view: 'card', focus: '订单数据库-主' }],
  'card-layer': ['lab-layers-broken', { view: 'card', focus: 'O-02' }],
  'card-long-runbook': ['lab-broken', { view: 'card', focus: 'T-14' }],
  blocks: ['lab-mappings', { view: 'blocks', focus: null }],
};

export function goldenFigure(name: string): { readonly figure: AnyFigure; readonly analysis: Analysis } {
  const [from, question] = goldenFigures[name]!;
  const analysis = host(from);
  const figure = deriveFigure(analysis, { ...question, expanded: [] });
  if (!figure.ok) throw new Error(`${name}: ${figure.error.kind}`);
  return { figure: figure.value, analysis };
}
