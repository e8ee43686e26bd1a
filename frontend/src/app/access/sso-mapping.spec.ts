import { mappingOf, textOfMapping } from './sso-mapping';

describe('groups and their roles', () => {
  it('are read from lines, empty ones left out, with the last sign between them', () => {
    expect(mappingOf('ops = operator\n\n cn=admins,dc=x = admin ')).toEqual({
      mapping: { ops: 'operator', 'cn=admins,dc=x': 'admin' },
    });
  });

  it.each(['ops', 'ops =', '= admin', 'ops = operator\nnonsense'])(
    'are refused where they are none: %s',
    (text) => {
      expect(mappingOf(text)).toEqual({ badLine: text.split('\n').length });
    },
  );

  it('come back as they were written', () => {
    const text = 'ops = operator\n__proto__ = viewer';
    const read = mappingOf(text);
    expect('mapping' in read && textOfMapping(read.mapping)).toBe(text);
  });
});
