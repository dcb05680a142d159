const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const narrowest = /\p{M}/u;

/** Columns that a text takes on a terminal: East Asian wide characters two, combining marks none. */
export function displayWidth(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : narrowest.test(character) ? 0 : 1;
  return columns;
}
