import type { ReactNode } from 'react';
import { DoorGlyph, HoldGlyph } from '#renderer/components/marks.tsx';
import { t } from '#renderer/components/words.ts';
import type { MessageKey } from '#shared/messages/index.ts';

/** How to read the pictures: every mark once, with its word. */
export function Alphabet() {
  return (
    <aside className="alphabet" aria-label={t('ui.alphabet')}>
      <h1 className="alphabet-title">{t('ui.alphabet')}</h1>
      <p className="small t3">{t('ui.alphabet-said')}</p>
      <div className="alphabet-columns">
        <div>
          <Part title={t('ui.alphabet.holds')}>
            <Entry name="process" mark={<HoldGlyph mark="process" silent />} />
            <Entry name="thread" mark={<HoldGlyph mark="thread" silent />} />
            <Entry name="nsfs" mark={<HoldGlyph mark="nsfs" silent />} />
            <Entry name="fd" mark={<HoldGlyph mark="fd" silent />} />
          </Part>
          <Part title={t('ui.alphabet.others')}>
            <Entry name="cwd" mark={<HoldGlyph mark="cwd" silent />} />
            <Entry name="detached" mark={<HoldGlyph mark="detached" silent />} />
            <Entry name="loop" mark={<HoldGlyph mark="loop" silent />} />
          </Part>
          <Part title={t('ui.alphabet.lines')}>
            <Entry name="propagation" mark={<LineMark kind="propagation" />} />
            <Entry name="stopped" mark={<LineMark kind="stopped" />} />
            <Entry name="keeps" mark={<LineMark kind="keeps" />} />
            <Entry name="fault" mark={<LineMark kind="fault" />} />
            <Entry name="inferred" mark={<LineMark kind="inferred" />} />
          </Part>
        </div>
        <div>
          <Part title={t('ui.alphabet.doors')}>
            <Entry name="shared" mark={<DoorGlyph kind="shared" />} />
            <Entry name="slave" mark={<DoorGlyph kind="slave" />} />
            <Entry name="private" mark={<DoorGlyph kind="private" />} />
            <Entry name="unbindable" mark={<DoorGlyph kind="unbindable" />} />
          </Part>
          <Part title={t('ui.alphabet.nothing')}>
            <Entry name="none" mark={<span className="nothing none small">{t('ui.nothing.none')}</span>} />
            <Entry name="not-readable" mark={<span className="swatch denied" />} />
            <Entry name="not-collected" mark={<span className="swatch not-collected" />} />
            <Entry
              name="not-applicable"
              mark={<span className="nothing small">{t('ui.nothing.not-applicable')}</span>}
            />
          </Part>
        </div>
      </div>
    </aside>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

type EntryName = MessageKey extends infer K ? (K extends `ui.mark.${infer N}` ? N : never) : never;

function Entry({ name, mark }: { readonly name: EntryName; readonly mark: ReactNode }) {
  return (
    <div className="alphabet-entry">
      <span className="alphabet-mark">{mark}</span>
      <b>{t(`ui.mark.${name}`)}</b>
      <span className="t2">{t(`ui.means.${name}`)}</span>
    </div>
  );
}

function LineMark({ kind }: { readonly kind: 'propagation' | 'stopped' | 'keeps' | 'fault' | 'inferred' }) {
  return (
    <svg className={`mark line ${kind}`} width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
      {kind === 'propagation' && <path d="M1 7 h26 M27 3.5 l6 3.5 l-6 3.5z" />}
      {kind === 'stopped' && (
        <>
          <path d="M1 7 h20" />
          <path className="wall" d="M21 1 v12" />
          <path className="dots" d="M25 7 h8" />
        </>
      )}
      {kind === 'keeps' && <path d="M3 7 h28 M3 4.6 a2.4 2.4 0 1 0 0.01 0z M31 4.6 a2.4 2.4 0 1 0 0.01 0z" />}
      {kind === 'fault' && <path d="M1 7 h32" />}
      {kind === 'inferred' && <path d="M1 7 h32" />}
    </svg>
  );
}
