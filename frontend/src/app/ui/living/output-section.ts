import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal } from '@angular/core';
import { OutputBuffer } from '../output-buffer';
import { OutputView } from '../output-view';

const ESC = '\u001b';

/** Output as it comes from machines: coloured, broken, endless. */
@Component({
  selector: 'lg-output-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OutputView],
  template: `
    <lg-output-view label="Example output" fileName="example.txt" [buffer]="buffer()" />
    <div>
      <button type="button" class="btn" (click)="flood()">5 000 lines a second for 10 s</button>
      <button type="button" class="btn" (click)="again()">Again</button>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      min-width: 0;
    }
    lg-output-view {
      height: 360px;
    }
  `,
})
export class OutputSection {
  protected readonly buffer = signal(example());
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearInterval(this.timer));
  }

  protected again(): void {
    clearInterval(this.timer);
    this.buffer.set(example());
  }

  protected flood(): void {
    const buffer = new OutputBuffer();
    this.buffer.set(buffer);
    clearInterval(this.timer);
    let [line, times] = [0, 0];
    this.timer = setInterval(() => {
      const lines = Array.from(
        { length: 100 },
        () => `${ESC}[3${line % 8}mline ${line++}${ESC}[0m of a flood\n`,
      );
      buffer.append(line % 1_000 === 0 ? 'stderr' : 'stdout', lines.join(''));
      if (++times < 500) return;
      clearInterval(this.timer);
      buffer.done({ exitCode: 0, durationMs: 10_000 });
    }, 20);
  }
}

function example(): OutputBuffer {
  const buffer = new OutputBuffer();
  const colours = Array.from({ length: 16 }, (_, at) => `${ESC}[${at < 8 ? 30 + at : 82 + at}m colour ${at}`);
  buffer.append('stdout', `${colours.slice(0, 8).join('')}\n${colours.slice(8).join('')}${ESC}[0m\n`);
  const backs = Array.from({ length: 8 }, (_, at) => `${ESC}[${40 + at}m back ${at} ${ESC}[0m`);
  buffer.append(
    'stdout',
    `${backs.join(' ')} ${ESC}[1mbold${ESC}[0m ${ESC}[2mdim${ESC}[0m ${ESC}[4munder${ESC}[0m `,
  );
  buffer.append('stdout', `${ESC}[7minverse${ESC}[0m ${ESC}[38;2;250;80;80mtrue colour${ESC}[0m\n`);
  buffer.append('stderr', 'nginx: [emerg] cannot load certificate "/etc/ssl/live/shop/fullchain.pem"\n');
  buffer.append(
    'stdout',
    `<script>alert(1)</script> \u202Eexe.gnp ${ESC}]0;title\u0007${ESC}[2J${ESC}[Htext\u200B survives\n`,
  );
  buffer.append('stdout', `${'a long line that scrolls inside '.repeat(20)}\n`);
  for (let at = 0; at < 200; at++) buffer.append('stdout', `line ${at} of the example\n`);
  buffer.done({ exitCode: 1, durationMs: 312, truncated: true });
  return buffer;
}
