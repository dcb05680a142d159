import { type ReactNode, useEffect } from 'react';
import { DropMenu, type MenuEntry } from '#renderer/components/DropMenu.tsx';
import { duration, utc } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { Maybe } from '#renderer/components/Maybe.tsx';
import { RedactionSwitch } from '#renderer/components/RedactionSwitch.tsx';
import { SearchBox } from '#renderer/components/SearchBox.tsx';
import { t } from '#renderer/components/words.ts';
import { captures, shownTarget } from '#renderer/store/captures.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { go, showSource, useWhere } from '#renderer/store/place.ts';
import { closeSource, openSources, useIsComplete } from '#renderer/store/sources.ts';
import { useSummary } from '#renderer/store/summary.ts';
import { present } from '#shared/base/absent.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { Summary } from '#shared/derive/view-types.ts';

/** Whose evidence this is, from when, read as whom: what every answer below rests on. */
export function TopBar() {
  const summary = useSummary();
  return (
    <header className="top">
      <HostBlock summary={summary} />
      <dl className="facts">{summary && <Facts summary={summary} />}</dl>
      <RedactionSwitch />
      <SearchBox />
    </header>
  );
}

function HostBlock({ summary }: { readonly summary: Summary | null }) {
  const sourceId = useWhere((w) => w.sourceId);
  const captureId = useWhere((w) => (w.place.view === 'progress' ? w.place.captureId : null));
  const capture = useStore(captures, (all) => (captureId === null ? null : (all.get(captureId) ?? null)));
  const sources = useStore(openSources);
  const mine = sources.find((s) => s.sourceId === sourceId);
  const name =
    (summary && present(summary.host.name)) ?? (capture && shownTarget(capture).host) ?? mine?.title ?? t('ui.product');
  const under =
    capture && !capture.ended
      ? t(capture.progress?.sourceId ? 'ui.live-collecting' : 'ui.live-connecting')
      : mine
        ? sourceLine(mine)
        : t('ui.no-source');
  useEffect(() => {
    document.title = t('ui.window-title', { name: escapeForDisplay(name) });
  }, [name]);
  const entries: readonly MenuEntry[] = [
    ...sources.map((s) => ({
      key: s.sourceId,
      label: (
        <>
          <span className={`host-dot host-colour-${s.colour % 8}`} aria-hidden="true" />
          <Escaped text={s.host ?? s.title} />
          {s.capturedAt !== null && <span className="t3 small"> {utc(s.capturedAt)}</span>}
        </>
      ),
      run: () => showSource(s.sourceId),
    })),
    {
      key: 'connect',
      label: t('ui.open-another'),
      run: () => go({ view: 'connect', form: null }, { sourceId: null, selection: null }),
      dividerBefore: sources.length > 0,
    },
    ...(sourceId && mine
      ? [
          {
            key: 'close',
            label: t('ui.close-source', { title: escapeForDisplay(mine.title) }),
            run: () => void closeSource(sourceId),
          },
        ]
      : []),
  ];
  return (
    <DropMenu
      name={t('ui.sources-menu', { name: escapeForDisplay(name) })}
      className={`host-block host-colour-${(mine?.colour ?? 7) % 8}`}
      entries={entries}
      trigger={
        <>
          <span className="host-name cut">
            <Escaped text={name} />
          </span>
          <span className="small t3 cut">
            <Escaped text={under} />
          </span>
        </>
      }
    />
  );
}

const sourceLine = (source: { readonly kind: string; readonly title: string }): string =>
  source.title === source.kind ? source.kind : t('ui.source-line', { kind: source.kind, title: source.title });

function Facts({ summary }: { readonly summary: Summary }) {
  const { host, custody } = summary;
  const complete = useIsComplete();
  const kernel = present(host.kernel);
  return (
    <>
      <Fact name={t(complete ? 'ui.captured' : 'ui.started')}>
        <Maybe value={host.capturedAt}>{(ms) => <span className="mono">{utc(ms)}</span>}</Maybe>
      </Fact>
      <Fact name={t('ui.host-clock')}>{clock(custody)}</Fact>
      <Fact name={t('ui.read-as')}>
        <Maybe value={host.privilege}>{(p) => <Escaped text={p} />}</Maybe>
      </Fact>
      <Fact name={t('ui.system')}>
        <Maybe value={host.os}>{(os) => <Escaped text={os} />}</Maybe>
        {kernel !== null && (
          <>
            {' · '}
            <HostText text={kernel} />
          </>
        )}
      </Fact>
      <Fact name={t('ui.evidence-sha256')}>
        {complete ? (
          <HostText text={summary.evidenceSha256} short={`${summary.evidenceSha256.slice(0, 8)}…`} />
        ) : (
          <span className="t3">{t('ui.when-complete')}</span>
        )}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How far the host's clock is from ours, with the error of that measure. */
function clock({ hostClockMs, localClockMs, clockErrorMs }: Summary['custody']): string {
  if (hostClockMs === null || localClockMs === null) return t('ui.clock-unknown');
  const off = hostClockMs - localClockMs;
  if (Math.abs(off) <= (clockErrorMs ?? 0) + 1000) return t('ui.clock-same');
  return off > 0 ? t('ui.clock-ahead', { by: duration(off) }) : t('ui.clock-behind', { by: duration(-off) });
}
