import { count } from '#renderer/components/format.ts';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { go, type LayerTableName, type Place, useWhere, type View } from '#renderer/store/place.ts';
import { openSources, useIsComplete } from '#renderer/store/sources.ts';
import { useSummary } from '#renderer/store/summary.ts';
import { type Absent, isAbsent } from '#shared/base/absent.ts';

interface Entry {
  readonly view: View;
  readonly name: string;
  readonly count: string;
  readonly place: Place;
}

/** The way to every view of the open source, each with how much there is of what it shows. */
export function Rail() {
  const here = useWhere((w) => w.place.view);
  const sourceId = useWhere((w) => w.sourceId);
  const summary = useSummary();
  const isRecheck = useStore(openSources, (all) => all.some((s) => s.sourceId === sourceId && s.recheck !== undefined));
  const soFar = useIsComplete() ? '' : t('ui.so-far');
  const fires = summary ? Object.values(summary.findings).reduce((a, b) => a + b, 0) : null;
  const gaps = summary?.ledger.filter((l) => l.status !== 'ok' && l.status !== 'not-applicable').length ?? null;
  const groups: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
    {
      title: t('ui.rail.answer'),
      entries: [
        ...(isRecheck ? [entry('recheck', t('ui.recheck'), null, { view: 'recheck' })] : []),
        entry('findings', t('ui.findings'), fires, { view: 'findings', finding: null }),
        entry('who', t('ui.who'), null, { view: 'who', needle: '' }),
        entry('compare', t('ui.before-after'), null, { view: 'compare', before: null, filter: '', sort: null }),
      ],
    },
    {
      title: t('ui.rail.namespaces'),
      entries: [
        entry('graph', t('ui.graph'), null, { view: 'graph', focus: null, expanded: [], show: 'both' }),
        entry('namespaces', t('ui.namespaces'), summary?.counts.namespaces, {
          view: 'namespaces',
          filter: '',
          sort: null,
        }),
        entry('mounts', t('ui.mounts'), summary?.counts.mounts, { view: 'mounts', filter: '', sort: null }),
        entry('processes', t('ui.processes'), summary?.counts.processes, { view: 'processes', filter: '', sort: null }),
      ],
    },
    {
      title: t('ui.rail.storage'),
      entries: [
        entry('device-map', t('ui.device-map'), countOf(summary?.counts.thinDevices), {
          view: 'device-map',
          focus: null,
          expanded: [],
          onlyTrouble: false,
          show: 'picture',
        }),
        entry('block-map', t('ui.block-map'), null, {
          view: 'block-map',
          pool: null,
          device: null,
          window: null,
          show: 'both',
        }),
        entry('chain', t('ui.chain'), null, { view: 'chain', needle: '', show: 'picture' }),
        entry('pools', t('ui.pools'), countOf(summary?.counts.pools), { view: 'pools', filter: '', sort: null }),
        entry('thin-devices', t('ui.thin-devices'), countOf(summary?.counts.thinDevices), {
          view: 'thin-devices',
          filter: '',
          sort: null,
        }),
      ],
    },
    {
      title: t('ui.rail.layers'),
      entries: [
        entry('layers', t('ui.layers'), null, { view: 'layers', focus: null, expanded: [], show: 'picture' }),
        entry('images', t('ui.images'), countOf(summary?.layers.images), table('images')),
        entry('snapshots', t('ui.snapshots'), countOf(summary?.layers.unpacked), table('snapshots')),
        entry('overlays', t('ui.overlays'), summary?.layers.overlays, table('overlays')),
        entry('differences', t('ui.differences'), null, table('differences')),
      ],
    },
    {
      title: t('ui.rail.evidence'),
      entries: [
        entry('evidence', t('ui.evidence'), summary?.records.total, {
          view: 'evidence',
          record: null,
          line: 0,
          filter: '',
        }),
        entry('completeness', t('ui.completeness'), gaps || null, { view: 'completeness' }),
      ],
    },
  ];
  return (
    <nav className="rail" aria-label={t('ui.rail')}>
      {groups.map((group) => (
        <section key={group.title}>
          <h2>{group.title}</h2>
          <ul>
            {group.entries.map((e) => (
              <li key={e.view}>
                <button
                  type="button"
                  className="rail-entry"
                  aria-current={here === e.view ? 'page' : undefined}
                  disabled={sourceId === null}
                  onClick={() => go(e.place)}
                >
                  <span>{e.name}</span>
                  <span className="mono t3">
                    {e.count}
                    {e.view === 'findings' && soFar && e.count ? ` ${soFar}` : ''}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

/** What was not collected has no count, never 0. */
const countOf = (n: number | Absent | undefined): number | null => (n === undefined || isAbsent(n) ? null : n);

const table = (view: LayerTableName): Place => ({ view, filter: '', sort: null });

const entry = (view: View, name: string, n: number | null | undefined, place: Place): Entry => ({
  view,
  name,
  count: n === null || n === undefined ? '' : count(n),
  place,
});
