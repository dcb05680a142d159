import { Escaped, HostText, Said } from '#renderer/components/HostText.tsx';
import { Maybe, None, Nothing } from '#renderer/components/Maybe.tsx';
import { HoldGlyph } from '#renderer/components/marks.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import type { MarkedRowProps } from '#renderer/components/plain-marks.ts';
import { t } from '#renderer/components/words.ts';
import { select, useWhere } from '#renderer/store/place.ts';
import { holderKey, holderSubject, markOf } from '#renderer/views/who/holder-key.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { Holder } from '#shared/model/holder.ts';

interface Props {
  readonly holders: readonly Holder[];
  readonly marking: (index: number) => MarkedRowProps;
}

/** Few by nature (those who hold one thing), so a plain table; its rows are things one can select, and mark to be copied. */
export function HolderTable({ holders, marking }: Props) {
  const selection = useWhere((w) => w.selection);
  const anyMarked = holders.some((_, index) => marking(index)['aria-selected']);
  return (
    <table className="plain holders" aria-label={t('ui.holders')}>
      <thead>
        <tr>
          <th scope="col">{t('ui.col.via')}</th>
          <th scope="col">{t('ui.col.namespace')}</th>
          <th scope="col">{t('ui.col.process')}</th>
          <th scope="col">{t('ui.col.container')}</th>
          <th scope="col">{t('ui.col.mount')}</th>
          <th scope="col">{t('ui.col.why')}</th>
          <th scope="col">{t('ui.col.source')}</th>
        </tr>
      </thead>
      <tbody>
        {holders.map((holder, index) => {
          const mark = marking(index);
          const subject = holderSubject(holder);
          const chosen = subject !== null && selection?.kind === subject.kind && selection.id === subject.id;
          return (
            <tr
              key={holderKey(holder)}
              {...mark}
              className={`${(anyMarked ? mark['aria-selected'] : chosen) ? 'chosen' : ''} ${holder.legitimate ? 'legitimate' : ''}`}
              onClick={(event) => {
                mark.onClick(event);
                if (subject) select(subject);
              }}
            >
              <td>
                <span className="with-mark">
                  <HoldGlyph mark={markOf(holder)} silent />
                  <span>
                    {t(`ui.via.${holder.via}`)}
                    {(holder.via === 'fd' || holder.via === 'detached') && typeof holder.fd === 'number' && (
                      <HostText text={` ${holder.fd}`} />
                    )}
                    {holder.legitimate && <span className="t3 small block">{t('ui.legitimate')}</span>}
                  </span>
                </span>
              </td>
              <td>
                <NamespaceCell holder={holder} />
              </td>
              <td>
                <ProcessCell holder={holder} />
              </td>
              <td>
                <ContainerCell holder={holder} />
              </td>
              <td>
                <MountCell holder={holder} />
              </td>
              <td className="why">
                <Said message={holder.why} />
                {holder.through.map((hop) => (
                  <span key={`${hop.kind} ${hop.name}`} className="t3 small block">
                    {t('ui.through', { kind: hop.kind })} <HostText text={hop.name} /> <HostText text={hop.backing} />
                  </span>
                ))}
              </td>
              <td>
                {holder.sources.length === 0 && <None />}
                {holder.sources.slice(0, 3).map((source) => (
                  <button
                    key={`${source.evidence} ${source.line}`}
                    type="button"
                    className="button link source-link block"
                    onClick={() => openEvidence(source)}
                  >
                    <Escaped text={source.line > 0 ? `${source.evidence}:${source.line}` : source.evidence} />
                  </button>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function NamespaceCell({ holder }: { readonly holder: Holder }) {
  if (isAbsent(holder.namespace)) return <Nothing absent={holder.namespace} />;
  const { id, heldBy, pin, processes } = holder.namespace;
  return (
    <>
      <span className="mono">{id}</span>
      <span className="t3 small block">
        {heldBy === 'process' ? t('ui.processes-in', { processes }) : t(`ui.hold.${heldBy}`)}{' '}
        {pin !== null && <HostText text={pin} />}
      </span>
    </>
  );
}

function ProcessCell({ holder }: { readonly holder: Holder }) {
  if (isAbsent(holder.process)) return <Nothing absent={holder.process} />;
  const { pid, tid, comm, startTicks, unit } = holder.process;
  return (
    <>
      <Maybe value={comm} /> <span className="mono">{pid}</span>
      {tid !== null && tid !== pid && <span className="t3"> {t('ui.thread', { tid })}</span>}
      <span className="t3 small block">
        {t('ui.start-tick')} <Maybe value={startTicks} />
        {unit !== null && (
          <>
            {' · '}
            <HostText text={unit} />
          </>
        )}
      </span>
    </>
  );
}

function ContainerCell({ holder }: { readonly holder: Holder }) {
  if (isAbsent(holder.container)) return <Nothing absent={holder.container} />;
  const { id, name, state, pod } = holder.container;
  return (
    <>
      <span className="medium">
        <Escaped text={name} />
      </span>{' '}
      <HostText text={id} short={id.slice(0, 12)} className="t3" />
      <span className="t3 small block">
        <Escaped text={state} />
        {!isAbsent(pod) && (
          <>
            {' · '}
            {t('ui.pod')} <Maybe value={pod.name} />
          </>
        )}
      </span>
      {!isAbsent(holder.volume) && (
        <span className="t3 small block">
          <HostText text={`${holder.volume.source}:${holder.volume.destination}`} />{' '}
          <HostText text={holder.volume.propagation} />
        </span>
      )}
    </>
  );
}

function MountCell({ holder }: { readonly holder: Holder }) {
  if (isAbsent(holder.mount)) return <Nothing absent={holder.mount} />;
  const { id, mountPoint, fsType, device, shared, master } = holder.mount;
  return (
    <>
      <span className="mono t3">{id > 0 ? id : ''}</span> <HostText text={mountPoint} className="wraps" />
      <span className="t3 small block">
        <HostText text={`${fsType} ${device}`} /> {shared === null && master === null ? t('ui.door.private') : null}
        {shared !== null && t('ui.shared-n', { group: shared })} {master !== null && t('ui.slave-n', { group: master })}
      </span>
    </>
  );
}
