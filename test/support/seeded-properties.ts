/**
 * In the place of fast-check, for specs: where they name no seed it makes the same examples each time, so that a run says
 * something of the change it is about and nothing of its luck. The soak looks at others, and LEGATOR_SEED asks for some
 * that were named by a failure.
 */
import fc from '../../node_modules/fast-check/lib/cjs/fast-check.js';

const { LEGATOR_SEED: asked, LEGATOR_SOAK: soak } = process.env;
fc.configureGlobal({ seed: Number(asked ?? (soak ? Date.now() % 2 ** 31 : 1)) });

export * from '../../node_modules/fast-check/lib/cjs/fast-check.js';
export default fc;
