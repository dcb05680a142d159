import { createStore } from '#renderer/store/create-store.ts';

export type ThemeChoice = 'system' | 'dark' | 'light';
const key = 'undermount.theme';
const system = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: light)');

export const themeChoice = createStore<ThemeChoice>('system');
export const theme = createStore<'dark' | 'light'>('dark');

/** Reads the kept choice and follows the system where none was made. */
export function startTheme(): void {
  const kept = readKept();
  if (kept) themeChoice.set(kept);
  themeChoice.subscribe(apply);
  system?.addEventListener('change', apply);
  apply();
}

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.set(choice);
  try {
    localStorage.setItem(key, choice);
  } catch {
    // A page without storage keeps the choice until it is closed.
  }
}

export const nextTheme = (): void => chooseTheme(theme.get() === 'dark' ? 'light' : 'dark');

function apply(): void {
  const choice = themeChoice.get();
  const shown = choice === 'system' ? (system?.matches ? 'light' : 'dark') : choice;
  theme.set(shown);
  document.documentElement.dataset.theme = shown;
}

function readKept(): ThemeChoice | null {
  try {
    const kept = localStorage.getItem(key);
    return kept === 'dark' || kept === 'light' || kept === 'system' ? kept : null;
  } catch {
    return null;
  }
}
