import { Command } from 'cmdk';
import { useEffect, useState } from 'react';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { Escaped } from '#renderer/components/HostText.tsx';
import { openChain, openDeviceMap, openLayers } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { enterSource, go, useWhere } from '#renderer/store/place.ts';
import { redaction, redactionPanel, turnRedaction } from '#renderer/store/redaction.ts';
import { closeSource, openSources } from '#renderer/store/sources.ts';
import { chooseTheme } from '#renderer/store/theme.ts';

export interface PaletteCommand {
  readonly id: string;
  readonly name: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** Ctrl+K: everything that can be done, by its name. */
export function Palette({ more }: { readonly more: readonly PaletteCommand[] }) {
  const [open, setOpen] = useState(false);
  const sourceId = useWhere((w) => w.sourceId);
  const sources = useStore(openSources);
  const redacted = useStore(redaction, (r) => r.on);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const commands: readonly PaletteCommand[] = [
    ...(sourceId === null ? [] : viewCommands()),
    ...more,
    { id: 'connect', name: t('ui.open-another'), run: () => go({ view: 'connect', form: null }) },
    ...(sourceId === null ? [] : [{ id: 'close', name: t('ui.close-this'), run: () => void closeSource(sourceId) }]),
    {
      id: 'redact',
      name: t(redacted ? 'ui.redaction.back' : 'ui.redaction.turn-on-hint'),
      keys: 'X',
      run: () => void turnRedaction(!redacted),
    },
    { id: 'redaction', name: t('ui.redaction.list'), run: () => redactionPanel.set(true) },
    { id: 'dark', name: t('ui.theme-dark'), run: () => chooseTheme('dark') },
    { id: 'light', name: t('ui.theme-light'), run: () => chooseTheme('light') },
    { id: 'system', name: t('ui.theme-system'), run: () => chooseTheme('system') },
  ];
  const run = (command: () => void) => {
    setOpen(false);
    command();
  };
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t('ui.palette')} className="palette">
      <Command label={t('ui.palette')} loop>
        <Command.Input className="field" placeholder={t('ui.palette-hint')} />
        <Command.List className="palette-list">
          <Command.Empty className="small t3 palette-none">{t('ui.palette-none')}</Command.Empty>
          {commands.map((c) => (
            <Command.Item key={c.id} value={`${c.name} ${c.id}`} className="palette-item" onSelect={() => run(c.run)}>
              <span>{c.name}</span>
              {c.keys && <kbd>{c.keys}</kbd>}
            </Command.Item>
          ))}
          {sources.map((s) => (
            <Command.Item
              key={s.sourceId}
              value={`${s.title} ${s.sourceId}`}
              className="palette-item"
              onSelect={() => run(() => enterSource(s.sourceId))}
            >
              <span className="cut">
                <span className="t3">{t('ui.go-to')}</span> <Escaped text={s.title} />
              </span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}

const viewCommands = (): readonly PaletteCommand[] => [
  { id: 'findings', name: t('ui.findings'), run: () => go({ view: 'findings', finding: null }) },
  { id: 'who', name: t('ui.who'), run: () => go({ view: 'who', needle: '' }) },
  {
    id: 'compare',
    name: t('ui.before-after'),
    run: () => go({ view: 'compare', before: null, filter: '', sort: null }),
  },
  { id: 'graph', name: t('ui.graph'), run: () => go({ view: 'graph', focus: null, expanded: [], show: 'both' }) },
  { id: 'namespaces', name: t('ui.namespaces'), run: () => go({ view: 'namespaces', filter: '', sort: null }) },
  { id: 'mounts', name: t('ui.mounts'), run: () => go({ view: 'mounts', filter: '', sort: null }) },
  { id: 'processes', name: t('ui.processes'), run: () => go({ view: 'processes', filter: '', sort: null }) },
  { id: 'device-map', name: t('ui.device-map'), run: () => openDeviceMap(null) },
  {
    id: 'block-map',
    name: t('ui.block-map'),
    run: () => go({ view: 'block-map', pool: null, device: null, window: null, show: 'both' }),
  },
  { id: 'chain', name: t('ui.chain'), run: () => openChain('') },
  { id: 'pools', name: t('ui.pools'), run: () => go({ view: 'pools', filter: '', sort: null }) },
  { id: 'thin-devices', name: t('ui.thin-devices'), run: () => go({ view: 'thin-devices', filter: '', sort: null }) },
  { id: 'layers', name: t('ui.layers'), run: () => openLayers(null) },
  { id: 'images', name: t('ui.images'), run: () => go({ view: 'images', filter: '', sort: null }) },
  { id: 'snapshots', name: t('ui.snapshots'), run: () => go({ view: 'snapshots', filter: '', sort: null }) },
  { id: 'overlays', name: t('ui.overlays'), run: () => go({ view: 'overlays', filter: '', sort: null }) },
  { id: 'differences', name: t('ui.differences'), run: () => go({ view: 'differences', filter: '', sort: null }) },
  { id: 'evidence', name: t('ui.evidence'), run: () => go({ view: 'evidence', record: null, line: 0, filter: '' }) },
  { id: 'completeness', name: t('ui.completeness'), run: () => go({ view: 'completeness' }) },
];
