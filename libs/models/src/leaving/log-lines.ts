/** How an entry of a log begins: its time, who wrote it, how grave it is. What follows is the message. */
const TIME = String.raw`(?:\[?\d{4}[-/]\d{2}[-/]\d{2}[T _]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?\]?|\[?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? [A-Za-z0-9]{2,3} +[A-Za-z0-9]{1,3} \d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?: \d{4})?\]?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} (?:\d{4} )?\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?|\[ {0,8}\d{1,8}\.\d{6}\]|[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d{1,9}|\d{6} \d{6}(?= )|\d{2}:\d{2}:\d{2}[.,]\d{3}(?= ))`;
const LEVEL = String.raw`(?:\[?(?:trace|debug|info|information|notice|warn|warning|error|err|crit|critical|alert|emerg|fatal|panic|severe|fine)\]?:?)`;
const UNIT = String.raw`(?:[\w.-]{1,64} )?[\w./@()-]{1,64}(?:\[\d{1,10}\])?:`;
const HEAD = new RegExp(
  String.raw`^([^\S\n]{0,20}(?:[\w./-]{1,120}:|[\w./:-]{1,120} {1,20}(?:\| )?)?(?:<\d{1,3}>)?${TIME}(?: \d{1,8}(?= ))?(?: ${LEVEL}(?=\s))?(?: ${UNIT})?(?: ${LEVEL}(?=\s))?)(.*)$`,
  'is',
);
/** Of web servers, whose time stands within the line. */
const ACCESS =
  /^(\S{1,100} \S{1,64} \S{1,64} )?(\[\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}\])(.*)$/s;
/** Lines of JSON or of `key=value` that say when and what. */
const STRUCTURED =
  /^\s{0,8}\{.{0,400}"(?:time|ts|timestamp|@timestamp|level|msg|message|severity|log)"\s?:|\b(?:level|lvl|severity)=\S{1,40} .{0,400}\bmsg=|^(?:time|ts)="?\d/s;

/** What of a line of a log may be seen, and what is its message; nothing when it is not known for one. */
export interface LogLine {
  readonly head: string;
  readonly message: string;
}

export function logLine(line: string): LogLine | undefined {
  const entry = HEAD.exec(line);
  if (entry) return { head: entry[1]!, message: entry[2]! };
  const access = ACCESS.exec(line);
  if (access) return { head: access[2]!, message: `${access[1] ?? ''}${access[3]!}` };
  return STRUCTURED.test(line) ? { head: structuredHead(line), message: line } : undefined;
}

/** Time and level out of a structured line, by their form alone. */
function structuredHead(line: string): string {
  const time = new RegExp(TIME, 'i').exec(line)?.[0];
  const level = /["\s](?:level|lvl|severity)"?\s?[:=]\s?"?([a-z]{3,11})\b/i.exec(line)?.[1];
  return [time, level && new RegExp(`^${LEVEL}$`, 'i').test(level) ? level : undefined]
    .filter(Boolean)
    .join(' ');
}
