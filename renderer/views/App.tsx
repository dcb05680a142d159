import { useState } from 'react';
import { saveFile } from '#renderer/components/export.ts';
import { KeysHelp } from '#renderer/components/KeysHelp.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { Openings } from '#renderer/components/Openings.tsx';
import { Palette } from '#renderer/components/Palette.tsx';
import { Rail } from '#renderer/components/Rail.tsx';
import { SourceTabs } from '#renderer/components/SourceTabs.tsx';
import { StatusBar } from '#renderer/components/StatusBar.tsx';
import { TopBar } from '#renderer/components/TopBar.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { notice } from '#renderer/store/notices.ts';
import { back, select, useWhere, where } from '#renderer/store/place.ts';
import { redaction, turnRedaction, useIsHidden } from '#renderer/store/redaction.ts';
import { openSources, showNthSource, stepSource } from '#renderer/store/sources.ts';
import { BlockMapView } from '#renderer/views/block-map/BlockMapView.tsx';
import { ChainView } from '#renderer/views/chain/ChainView.tsx';
import { CompareView } from '#renderer/views/compare/CompareView.tsx';
import { CompletenessView } from '#renderer/views/completeness/CompletenessView.tsx';
import { ConnectForm } from '#renderer/views/connect/ConnectForm.tsx';
import { DropTarget } from '#renderer/views/connect/DropTarget.tsx';
import { StartView } from '#renderer/views/connect/StartView.tsx';
import { usePaste } from '#renderer/views/connect/use-paste.ts';
import { DeviceMapView } from '#renderer/views/device-map/DeviceMapView.tsx';
import { EvidenceView } from '#renderer/views/evidence/EvidenceView.tsx';
import { FindingsView } from '#renderer/views/findings/FindingsView.tsx';
import { GraphView } from '#renderer/views/graph/GraphView.tsx';
import { LayersView } from '#renderer/views/layers/LayersView.tsx';
import { DifferencesView, ImagesView, OverlaysView, SnapshotsView } from '#renderer/views/layers/LayerTables.tsx';
import { PoolsView } from '#renderer/views/pools/PoolsView.tsx';
import { ProgressView } from '#renderer/views/progress/ProgressView.tsx';
import { RecheckView } from '#renderer/views/recheck/RecheckView.tsx';
import { RedactingView } from '#renderer/views/redaction/RedactingView.tsx';
import { RedactionPanel } from '#renderer/views/redaction/RedactionPanel.tsx';
import { MountsView } from '#renderer/views/tables/MountsView.tsx';
import { NamespacesView } from '#renderer/views/tables/NamespacesView.tsx';
import { ProcessesView } from '#renderer/views/tables/ProcessesView.tsx';
import { ThinDevicesView } from '#renderer/views/thin-devices/ThinDevicesView.tsx';
import { WhoView } from '#renderer/views/who/WhoView.tsx';

/** The window: what it is about above, the ways through it left, the view, and how complete it is below. */
export function App() {
  // What a view remembers of one side of the switch goes with it: not one frame shows the other side's names.
  const side = useStore(redaction, (r) => r.side);
  return (
    <>
      <Frame key={side} />
      <RedactionPanel />
    </>
  );
}

function Frame() {
  const bare = useWhere((w) => w.sourceId === null && w.place.view === 'connect' && w.place.form === null);
  const sourceId = useWhere((w) => w.sourceId);
  const [help, setHelp] = useState(false);
  const sources = useStore(openSources, (all) => all.length);
  const tabbed = sources > (bare ? 0 : 1);
  usePaste();
  useKeys({
    '?': () => setHelp(true),
    escape: stepBack,
    '[': () => stepSource(-1),
    ']': () => stepSource(1),
    x: () => void turnRedaction(!redaction.get().on),
    ...numbers,
  });
  return (
    <DropTarget>
      <div className={`window ${bare ? 'bare' : ''} ${tabbed ? 'tabbed' : ''}`}>
        {tabbed && <SourceTabs />}
        {!bare && <TopBar />}
        {!bare && <Rail />}
        <main className="main" aria-label={t('ui.main')}>
          <CurrentView />
        </main>
        <StatusBar />
      </div>
      <Openings />
      <Palette more={sourceId === null ? [] : sourceCommands(sourceId)} />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </DropTarget>
  );
}

/** `1` … `9`: the source of that number. */
const numbers = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [String(n), () => showNthSource(n)]));

function CurrentView() {
  const { place, sourceId } = useStore(where);
  const hidden = useIsHidden(sourceId);
  if (place.view === 'connect')
    return place.form === null ? <StartView /> : <ConnectForm key={JSON.stringify(place.form)} form={place.form} />;
  if (place.view === 'progress') return <ProgressView key={place.captureId} captureId={place.captureId} />;
  if (sourceId === null) return <StartView />;
  if (hidden) return <RedactingView sourceId={sourceId} />;
  switch (place.view) {
    case 'findings':
      return <FindingsView key={sourceId} sourceId={sourceId} finding={place.finding} />;
    case 'who':
      return <WhoView key={`${sourceId} ${place.needle}`} sourceId={sourceId} needle={place.needle} />;
    case 'graph':
      return <GraphView key={sourceId} sourceId={sourceId} place={place} />;
    case 'mounts':
      return <MountsView key={sourceId} sourceId={sourceId} place={place} />;
    case 'processes':
      return <ProcessesView key={sourceId} sourceId={sourceId} place={place} />;
    case 'namespaces':
      return <NamespacesView key={sourceId} sourceId={sourceId} place={place} />;
    case 'device-map':
      return <DeviceMapView key={sourceId} sourceId={sourceId} place={place} />;
    case 'block-map':
      return <BlockMapView key={sourceId} sourceId={sourceId} place={place} />;
    case 'chain':
      return <ChainView key={`${sourceId} ${place.needle}`} sourceId={sourceId} place={place} />;
    case 'pools':
      return <PoolsView key={sourceId} sourceId={sourceId} place={place} />;
    case 'thin-devices':
      return <ThinDevicesView key={sourceId} sourceId={sourceId} place={place} />;
    case 'layers':
      return <LayersView key={sourceId} sourceId={sourceId} place={place} />;
    case 'images':
      return <ImagesView key={sourceId} sourceId={sourceId} place={place} />;
    case 'snapshots':
      return <SnapshotsView key={sourceId} sourceId={sourceId} place={place} />;
    case 'overlays':
      return <OverlaysView key={sourceId} sourceId={sourceId} place={place} />;
    case 'differences':
      return <DifferencesView key={sourceId} sourceId={sourceId} place={place} />;
    case 'evidence':
      return <EvidenceView key={sourceId} sourceId={sourceId} place={place} />;
    case 'recheck':
      return <RecheckView key={sourceId} sourceId={sourceId} />;
    case 'completeness':
      return <CompletenessView key={sourceId} sourceId={sourceId} />;
    case 'compare':
      return <CompareView key={sourceId} sourceId={sourceId} place={place} />;
  }
}

const sourceCommands = (sourceId: string) => [
  { id: 'save', name: t('ui.save-bundle'), run: () => void saveFile('sources.save', { sourceId }) },
  ...(['html', 'md', 'json', 'csv'] as const).map((format) => ({
    id: `report-${format}`,
    name: t(`ui.report-${format}`),
    run: () => void saveFile('export.report', { sourceId, format }),
  })),
];

/** Esc: first what was said, then the focus in a field, then one step back. */
function stepBack(): void {
  const focused = document.activeElement;
  if (notice.get()?.trouble) notice.set(null);
  else if (focused instanceof HTMLElement && focused.matches('input, textarea, select')) focused.blur();
  else if (!back()) select(null);
}
