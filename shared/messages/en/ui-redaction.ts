const s = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** Words of the switch that replaces names in the window, and of the engineer's list behind it. */
export const uiRedactionWords = {
  'ui.redaction': () => 'Redaction',
  'ui.redaction.turn-on': () => 'Redact',
  'ui.redaction.turn-off': () => 'Redacted',
  'ui.redaction.turn-on-hint': () => 'Replace every name in this window, and in all it exports, by a pseudonym',
  'ui.redaction.turn-off-hint': () => 'Names are replaced; show them again',
  'ui.redaction.open': () => 'What is replaced, the map, a redacted bundle',
  'ui.redaction.list': () => 'Redaction: what is replaced, the map, a redacted bundle …',
  'ui.redaction.mark': () => 'redacted',
  'ui.redaction.marking': () => 'redacting …',
  'ui.redaction.status': () => 'redacted: names are pseudonyms',
  'ui.key.x': () => 'redact: replace names by pseudonyms, and back',

  'ui.redaction.a-source': () => 'source',
  'ui.redaction.a-host': () => 'the host',
  'ui.redaction.a-user': () => 'the user',
  'ui.redaction.a-file': () => 'file',

  'ui.redaction.a-container': () => 'container',
  'ui.redaction.who-hint': () => 'container   /var/lib/docker/…   253:16   mount id',
  'ui.redaction.chain-hint': () => 'container   pool:27   253:16   layer',

  'ui.redaction.waiting': () => 'Redacting …',
  'ui.redaction.waiting-why': () =>
    'Names, addresses and ids are being replaced and the evidence is analysed again. Nothing of this source is shown before that is done.',
  'ui.redaction.not-made': () => 'This source cannot be redacted now, so nothing of it is shown.',
  'ui.redaction.back': () => 'Show names again',

  'ui.redaction.about': () =>
    'The switch replaces names, addresses and ids in the window and in every picture, text and bundle that leaves it. This list and the map stay with you: with the map every pseudonym can be read back.',
  'ui.redaction.no-source': () => 'No source is open, so there is nothing to list.',
  'ui.redaction.making': () => 'Looking for names …',
  'ui.redaction.total': (p: { tokens: number; places: number }) =>
    `${s(p.tokens, 'name, address or id', 'names, addresses and ids')} in ${s(p.places, 'place')}`,
  'ui.redaction.all': () => 'all',
  'ui.redaction.classes': () => 'Classes',
  'ui.redaction.tokens': () => 'Replaced',
  'ui.redaction.column.class': () => 'class',
  'ui.redaction.column.token': () => 'name',
  'ui.redaction.column.pseudonym': () => 'pseudonym',
  'ui.redaction.column.count': () => 'places',
  'ui.redaction.stays': (p: { names: number }) => `${s(p.names, 'name')} that stay, being words of the formats too:`,
  'ui.redaction.left-out': (p: { records: number }) =>
    `${s(p.records, 'record')} left out, since what is damaged cannot be redacted:`,
  'ui.redaction.show-names': () => 'Show the names here',
  'ui.redaction.hide-names': () => 'Hide the names here',
  'ui.redaction.name-hidden': () => 'not shown',
  'ui.redaction.map': () => 'Map',
  'ui.redaction.map-holds': (p: { names: number }) => `${s(p.names, 'pseudonym')} of this run`,
  'ui.redaction.map-empty': () => 'no pseudonym yet',
  'ui.redaction.map-unsaved': () => 'not saved: without it nobody can read them back',
  'ui.redaction.save-map': () => 'Save map …',
  'ui.redaction.load-map': () => 'Load map …',
  'ui.redaction.map-loaded': () => 'The map is loaded.',
  'ui.redaction.save-bundle': () => 'Save redacted bundle …',
} as const;
