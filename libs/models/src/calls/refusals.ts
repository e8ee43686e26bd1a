import { redact } from '@legator/core';
import type { Response as WebResponse } from 'undici';
import { ModelCallFailed } from './model-call-failed.js';
import type { LineOptions } from './provider-line.js';

const MAX_WORDS = 300;

/** Why a provider did not answer, from its status and what it says; without the key, should it repeat that. */
export async function refusalOf(
  answer: WebResponse,
  { profile, key }: Pick<LineOptions, 'profile' | 'key'>,
): Promise<ModelCallFailed> {
  const { status } = answer;
  const words = wordsOf(await start(answer), key);
  const says = words === '' ? '' : ` It says: ${words}`;
  if (status >= 300 && status < 400)
    return new ModelCallFailed(
      'redirected',
      'it points to another address, which is not followed. Give the right one.',
    );
  if (status === 401 || status === 403)
    return new ModelCallFailed('wrong_key', `it does not take the key (${status}).${says}`);
  if (status === 404 || /model.{0,40}(?:not.{0,10}(?:found|exist)|unknown)|unknown model/i.test(words))
    return new ModelCallFailed(
      'unknown_model',
      `it knows no model ${profile.model}, or the address is not the one of its API (${status}).${says}`,
    );
  if (status === 429) return new ModelCallFailed('limited', `it takes no more requests now (429).${says}`);
  if (status >= 500) return new ModelCallFailed('failed', `it failed (${status}).${says}`);
  return new ModelCallFailed('refused', `it refused the request (${status}).${says}`);
}

async function start(answer: WebResponse): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part as Uint8Array, { stream: true });
      if (text.length > 4_096) break;
    }
  } catch {
    // What came until then says enough.
  }
  return text;
}

function wordsOf(text: string, key: string): string {
  const without = key.length > 3 ? text.replaceAll(key, '[redacted]') : text;
  // Strangers write this, and people read it.
  const plain = redact(message(without)).replace(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g,
    ' ',
  );
  return plain.trim().slice(0, MAX_WORDS);
}

/** `{"error": {"message": …}}` of OpenAI and Anthropic, `{"error": …}` of Ollama; anything else as it is. */
function message(text: string): string {
  try {
    const { error, message: said } = JSON.parse(text) as { error?: unknown; message?: unknown };
    const inner = typeof error === 'object' ? (error as { message?: unknown } | null)?.message : error;
    return typeof inner === 'string' ? inner : typeof said === 'string' ? said : '';
  } catch {
    return text.startsWith('<') ? '' : text;
  }
}
