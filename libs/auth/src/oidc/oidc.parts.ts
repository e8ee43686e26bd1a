import type { Provider } from '@nestjs/common';
import { BackChannelLogout } from './back-channel-logout.service.js';
import { OidcGuard } from './oidc.guard.js';
import { OidcStrategy } from './oidc.strategy.js';
import { OidcConfirmations } from './oidc-confirmations.service.js';
import { OidcLogout } from './oidc-logout.service.js';
import { OidcPeople } from './oidc-people.service.js';
import { OidcPeopleStore } from './oidc-people.store.js';
import { OidcRefusalFilter } from './oidc-refusal.filter.js';
import { OidcSettingsService } from './oidc-settings.service.js';
import { OidcSettingsStore } from './oidc-settings.store.js';
import { OidcTester } from './oidc-tester.service.js';
import { ProviderSignOuts } from './provider-sign-outs.js';
import { Providers } from './providers.service.js';
import { SignOutsStore } from './sign-outs.store.js';

export { BackChannelLogoutController } from './back-channel-logout.controller.js';
export { OidcLoginController } from './oidc-login.controller.js';
export { OidcSettingsController } from './oidc-settings.controller.js';

/** What the sign-in by a provider consists of. */
export const OIDC_PARTS: Provider[] = [
  BackChannelLogout,
  OidcConfirmations,
  OidcGuard,
  OidcLogout,
  OidcPeople,
  OidcPeopleStore,
  OidcRefusalFilter,
  OidcSettingsService,
  OidcSettingsStore,
  OidcStrategy,
  OidcTester,
  Providers,
  ProviderSignOuts,
  SignOutsStore,
];
