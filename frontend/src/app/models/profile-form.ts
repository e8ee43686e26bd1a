import type {
  ChangeModelProfile,
  CreateModelProfile,
  ModelProfileView,
  ModelTools,
} from '../core/api/models';
import { MODELS_WORDS } from './models-words';

/** How a provider is spoken to. */
export const SPEECHES = ['openai', 'anthropic', 'ollama', 'other'] as const;
export type Speech = (typeof SPEECHES)[number];

export interface SpeechChoice {
  readonly value: Speech;
  readonly label: string;
  readonly help: string;
  readonly address: string;
  readonly model: string;
}

export const SPEECH_CHOICES: readonly SpeechChoice[] = [
  {
    ...{ value: 'openai', label: 'OpenAI-compatible' },
    help: 'OpenAI, and whatever speaks like it: vLLM, LM Studio, llama.cpp, OpenRouter and others.',
    ...{ address: 'https://api.openai.com/v1', model: 'gpt-5-mini' },
  },
  {
    ...{ value: 'anthropic', label: 'Anthropic', help: 'The models of Anthropic, in their own form.' },
    ...{ address: 'https://api.anthropic.com', model: 'claude-sonnet-4-5' },
  },
  {
    ...{ value: 'ollama', label: 'Ollama', help: 'Models on a machine of yours.' },
    ...{ address: 'http://127.0.0.1:11434', model: 'qwen3:8b' },
  },
  {
    ...{ value: 'other', label: 'Other, by name' },
    help: 'Whatever LangChain has a package for that is installed on the server.',
    ...{ address: 'https://', model: '' },
  },
];

/** What becomes of the key that is set. */
export type KeyPlan = 'keep' | 'replace' | 'clear';

/** What stands in the fields; numbers as they were typed. */
export interface ProfileForm {
  readonly speech: Speech;
  /** Of `other`: "mistralai". */
  readonly other: string;
  /** What one that speaks like OpenAI is called. */
  readonly label: string;
  readonly name: string;
  readonly address: string;
  readonly model: string;
  readonly key: string;
  readonly keyPlan: KeyPlan;
  readonly isLocal: boolean;
  readonly tools: ModelTools;
  readonly context: string;
  readonly output: string;
  readonly priceIn: string;
  readonly priceOut: string;
}

export type FormProblems = Partial<Record<keyof ProfileForm, string>>;

const OTHER = 'langchain:';
const SHORT_NAME = /^[a-z0-9](?:[a-z0-9 ._-]{0,38}[a-z0-9])?$/;
const BOUNDS = { context: [1_024, 10_000_000], output: [16, 1_000_000] } as const;
const WORDS = MODELS_WORDS.form;

/** What the fields hold at first. */
export function formOf(profile?: ModelProfileView): ProfileForm {
  const provider = profile?.provider ?? 'openai';
  const text = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  return {
    speech: speechOf(provider),
    label: speechOf(provider) === 'openai' ? provider : 'openai',
    other: provider.startsWith(OTHER) ? provider.slice(OTHER.length) : '',
    name: profile?.name ?? '',
    address: profile?.base_url ?? SPEECH_CHOICES[0]!.address,
    model: profile?.model ?? '',
    key: '',
    keyPlan: profile?.api_key_masked ? 'keep' : 'replace',
    isLocal: profile?.is_local ?? false,
    tools: profile?.tools ?? 'native',
    context: text(profile?.context_tokens),
    output: text(profile?.max_output_tokens),
    priceIn: text(profile?.price_in),
    priceOut: text(profile?.price_out),
  };
}

/** The fields for another kind of provider: an address that nobody typed goes with it. */
export function spokenTo(form: ProfileForm, speech: Speech, maySayLocal: boolean): ProfileForm {
  const isGiven = !['', ...SPEECH_CHOICES.map(({ address }) => address)].includes(form.address.trim());
  const address = isGiven ? form.address : SPEECH_CHOICES.find(({ value }) => value === speech)!.address;
  const isLocal = isGiven ? form.isLocal : speech === 'ollama' && maySayLocal;
  return { ...form, speech, address, isLocal };
}

/** Whether the key that is set would be sent somewhere else: then it has to be given again. */
export function movesAway(form: ProfileForm, profile?: ModelProfileView): boolean {
  if (!profile?.api_key_masked || !URL.canParse(form.address.trim())) return false;
  return new URL(form.address.trim()).origin !== new URL(profile.base_url).origin;
}

/** What is wrong, by field. */
export function problemsOf(form: ProfileForm, profile?: ModelProfileView): FormProblems {
  const problems: FormProblems = {};
  if (form.speech === 'other' && !SHORT_NAME.test(form.other.trim().toLowerCase()))
    problems.other = WORDS.otherBad;
  if (form.name.trim() === '') problems.name = WORDS.labelMissing;
  const address = addressProblem(form);
  if (address !== '') problems.address = address;
  if (form.model.trim() === '') problems.model = WORDS.modelMissing;
  const key = keyProblem(form, profile);
  if (key !== '') problems.key = key;
  for (const field of ['context', 'output'] as const) {
    const [least, most] = BOUNDS[field];
    if (!isWhole(form[field], least, most)) problems[field] = WORDS.whole(least, most);
  }
  for (const field of ['priceIn', 'priceOut'] as const)
    if (!/^(?:\d{1,5}(?:[.,]\d{1,6})?)?$/.test(form[field].trim())) problems[field] = WORDS.price;
  return problems;
}

/** The body for a new profile, which answers at once where no other does. Fields that are empty are left to the control plane. */
export function createBody(form: ProfileForm, isActive: boolean): CreateModelProfile {
  const key = form.key.trim();
  return { ...sharedBody(form), is_active: isActive, ...(key === '' ? {} : { api_key: key }) };
}

/** The body for a change: an empty price or length is taken away, an empty context stays. */
export function changeBody(form: ProfileForm): ChangeModelProfile {
  const key = form.keyPlan === 'clear' ? null : form.keyPlan === 'replace' ? form.key.trim() : '';
  return { ...sharedBody(form), ...(key === '' ? {} : { api_key: key }) };
}

function sharedBody(form: ProfileForm): CreateModelProfile {
  const number = (text: string) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')));
  const context = number(form.context);
  return {
    name: form.name.trim(),
    provider: providerOf(form),
    base_url: form.address.trim(),
    model: form.model.trim(),
    is_local: form.isLocal,
    tools: form.tools,
    ...(context === null ? {} : { context_tokens: context }),
    max_output_tokens: number(form.output),
    price_in: number(form.priceIn),
    price_out: number(form.priceOut),
  };
}

function providerOf({ speech, other, label }: ProfileForm): string {
  if (speech === 'openai') return label;
  return speech === 'other' ? OTHER + other.trim().toLowerCase() : speech;
}

function speechOf(provider: string): Speech {
  if (provider.startsWith(OTHER)) return 'other';
  return provider === 'anthropic' || provider === 'ollama' ? provider : 'openai';
}

function addressProblem({ address, isLocal }: ProfileForm): string {
  const text = address.trim();
  if (!/^https?:\/\/[^\s?#@]+$/.test(text) || !URL.canParse(text)) return WORDS.addressBad;
  return !isLocal && !text.startsWith('https:') ? WORDS.addressSecure : '';
}

function keyProblem(form: ProfileForm, profile?: ModelProfileView): string {
  const given = form.keyPlan === 'replace' ? form.key.trim() : '';
  if (form.keyPlan === 'keep') return movesAway(form, profile) ? WORDS.keyMoved : '';
  return given === '' && !form.isLocal ? WORDS.keyMissing : '';
}

function isWhole(text: string, least: number, most: number): boolean {
  if (text.trim() === '') return true;
  const value = Number(text.trim());
  return Number.isInteger(value) && value >= least && value <= most;
}
