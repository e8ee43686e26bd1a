/** Texts that a hostile or unlucky machine could call itself, its services and its users, and print. */
export const HOSTILE = {
  markup: '<img src=x onerror="window.wasHarmed=1"><script>window.wasHarmed=1</script>',
  link: '<a href="javascript:window.wasHarmed=1">Approve</a>',
  template: '{{constructor.constructor("window.wasHarmed=1")()}}',
  /** Turns round what follows: ends in gpj.exe to the eye. */
  bidi: 'photo-\u202egpj.exe',
  rtl: 'خادم-الويب-שרת',
  emoji: '🧨👩‍👩‍👧‍👦🇺🇳 z̷̢̛a̵l̴g̶o̴',
  /** As long as one label of a name may be, without a place to break. */
  long: 'w'.repeat(63),
} as const;

/** A screen full of colours, moves, titles, links and bells, and then one plain line. */
export function ansiFlood(lines = 2_000): string {
  const esc = '\u001b';
  const noise = Array.from(
    { length: lines },
    (_, at) =>
      `${esc}[${30 + (at % 8)};1m${at} ${esc}[2J${esc}[${at};1H${esc}]0;title\u0007${esc}]8;;https://elsewhere.example\u0007link${esc}]8;;\u0007\u0007${'#'.repeat(at % 400)}`,
  );
  return `${noise.join('\n')}\n${esc}[0m${HOSTILE.markup}\n${HOSTILE.bidi}\nlast line\n`;
}
