import { ForgivingUrls } from './forgiving-urls';

describe('an address', () => {
  const urls = new ForgivingUrls();
  const path = (url: string) => urls.parse(url).root.children['primary']?.segments.map((one) => one.path);

  it('is read as usual', () => expect(path('/fleet/a%20b?q=x')).toEqual(['fleet', 'a b']));

  it.each([
    ['/%', '%'],
    ['/100%25%', '100%25%'],
    ['/%ff', '%ff'],
    ['/%e4%zz', '%e4%zz'],
  ])('with a percent sign that begins nothing, %s, is that text', (url, text) => {
    expect(path(url)).toEqual([text]);
  });

  it('may be malformed in its query too', () => {
    expect(urls.parse('/fleet?q=%').queryParams).toEqual({ q: '%' });
  });
});
