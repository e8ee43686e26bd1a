import { withoutChatter } from './quiet-logger.js';

it('leaves out what Nest says about itself, and nothing that anybody needs', () => {
  const said: unknown[] = [];
  const keep = (message: unknown) => said.push(message);
  const logger = withoutChatter({
    log: keep,
    warn: keep,
    error: keep,
    debug: keep,
    verbose: keep,
    fatal: keep,
  });
  logger.log('Mapped {/, GET} route', 'RouterExplorer');
  logger.log('A probe was refused', 'gateway');
  logger.error('It failed', 'RouterExplorer');
  expect(said).toEqual(['A probe was refused', 'It failed']);
});
