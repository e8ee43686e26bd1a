import type { ModelProfileView } from '../core/api/models';
import { errorWords } from '../core/error-words';
import type { IconName } from '../ui/icon';
import type { Tone } from '../ui/tone';
import { visibleText } from '../ui/visible-text';
import { hostOf, latencyText } from './models-numbers';
import type { Recent, Tried } from './models-store';
import { FAILURE_WORDS, MODELS_WORDS } from './models-words';

/** Whether a model answers, in a word; and why, or how fast. */
export interface HealthLook {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: string;
  readonly detail: string;
  /** The model's own words. */
  readonly said: string;
}

const WORDS = MODELS_WORDS.health;

/** By its last test on this page, or else by how its calls of the last day went. */
export function healthLook(tried: Tried | undefined, recent: Recent | undefined): HealthLook {
  const none = { detail: '', said: '' };
  if (tried?.state === 'testing')
    return { ...none, tone: 'info', icon: 'loader-circle', word: WORDS.testing };
  if (tried?.state === 'refused') {
    const { title, next } = errorWords(tried.error);
    return { ...none, tone: 'warn', icon: 'triangle-alert', word: title, detail: next };
  }
  if (tried?.state === 'done') return testLook(tried.test);
  if (!recent || recent.requests === 0)
    return { ...none, tone: 'neutral', icon: 'circle-dashed', word: WORDS.untried };
  const { errors, requests } = recent;
  if (errors === 0) return { ...none, tone: 'ok', icon: 'circle-check', word: WORDS.fine(requests) };
  const tone = errors === requests ? 'bad' : 'warn';
  return { ...none, tone, icon: 'triangle-alert', word: WORDS.failed(errors, requests) };
}

function testLook(test: Extract<Tried, { state: 'done' }>['test']): HealthLook {
  const { ok, latency_ms, first_token_ms, answer, cause, message } = test;
  if (!ok)
    return {
      ...{ tone: 'bad', icon: 'circle-x', said: '' },
      word: cause === null ? FAILURE_WORDS.failed : FAILURE_WORDS[cause],
      detail: sentence(visibleText(message)),
    };
  return {
    ...{ tone: 'ok', icon: 'circle-check' },
    word: WORDS.answers(latencyText(latency_ms)),
    detail: first_token_ms === null ? '' : WORDS.first(latencyText(first_token_ms)),
    said: visibleText((answer ?? '').trim()),
  };
}

/** Where what one tells a model goes. */
export function placeText({ is_local, base_url }: ModelProfileView): string {
  if (is_local) return MODELS_WORDS.active.inHouseText;
  const { goesTo, goesOut } = MODELS_WORDS.active;
  return base_url === '' ? goesOut : goesTo(visibleText(hostOf(base_url)));
}

/** "OpenAI-compatible" and the like; a label that is none of those as it is. */
export function providerText(provider: string): string {
  const known: Readonly<Record<string, string>> = {
    openai: 'OpenAI',
    anthropic: 'Anthropic',
    ollama: 'Ollama',
  };
  if (Object.hasOwn(known, provider)) return known[provider] ?? provider;
  return visibleText(provider.replace(/^langchain:/, 'LangChain · '));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
