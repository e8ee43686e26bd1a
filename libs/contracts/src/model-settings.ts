import { z } from 'zod';
import { DataBoundary, ModelFeature } from './models.js';

const ProfileId = z.string().min(1).max(64);

/** For each feature the profiles to ask, in order; a feature that is not named asks the active one. */
export const ModelRouting = z.partialRecord(ModelFeature, z.array(ProfileId).max(10));
export type ModelRouting = z.infer<typeof ModelRouting>;

const Tokens = z.number().int().min(0).max(1e15).nullable();
const Money = z.number().min(0).max(1e9).nullable();

/** Days and months are those of UTC; null: no limit. */
export const ModelBudget = z.strictObject({
  day_tokens: Tokens,
  day_cost: Money,
  month_tokens: Tokens,
  month_cost: Money,
  /** At so many percent of a limit a warning is recorded; at the limit nothing more is asked. */
  warn_percent: z.number().int().min(1).max(100),
});
export type ModelBudget = z.infer<typeof ModelBudget>;

export const NO_BUDGET: ModelBudget = {
  day_tokens: null,
  day_cost: null,
  month_tokens: null,
  month_cost: null,
  warn_percent: 80,
};

/** Bodies of `PUT /api/v1/model-settings/…`. */
export const PutModelRouting = z.strictObject({ routing: ModelRouting });
export type PutModelRouting = z.infer<typeof PutModelRouting>;
export const PutModelBudget = ModelBudget.partial();
export type PutModelBudget = z.infer<typeof PutModelBudget>;
export const PutDataBoundary = z.strictObject({ boundary: DataBoundary });
export type PutDataBoundary = z.infer<typeof PutDataBoundary>;

const Spent = z.object({ tokens: z.number(), cost: z.number() });

export const ModelSettingsView = z.object({
  boundary: DataBoundary,
  routing: ModelRouting,
  budget: ModelBudget,
  /** What of it is used up. */
  spent: z.object({ day: Spent, month: Spent }),
});
export type ModelSettingsView = z.infer<typeof ModelSettingsView>;
