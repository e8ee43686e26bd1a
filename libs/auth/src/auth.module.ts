import { Global, Module } from '@nestjs/common';
import { Authenticator, People } from '@legator/core';
import { ActingFor } from './acting-for.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeysStore } from './api-keys.store.js';
import { AuthController } from './auth.controller.js';
import { CallerAuthenticator } from './caller-authenticator.js';
import { Acceptance } from './invitations/acceptance.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { InvitationsStore } from './invitations/invitations.store.js';
import { Joining } from './invitations/joining.js';
import { OpenInvitations } from './invitations/open-invitations.js';
import { DeviceController } from './device/device.controller.js';
import { DeviceSignIn } from './device/device-sign-in.js';
import { DeviceStore } from './device/device.store.js';
import { KeyAuthenticator } from './key-authenticator.js';
import { KeyChanges } from './keys/key-changes.js';
import { KeyDirectives } from './keys/key-directives.js';
import { KeyReach } from './keys/key-reach.js';
import { KeysOfPerson } from './keys/keys-of-person.js';
import { KnownKeys } from './keys/known-keys.js';
import { LimitsController } from './limits/limits.controller.js';
import { LimitsService } from './limits/limits.service.js';
import { LimitsStore } from './limits/limits.store.js';
import { KnownPeople } from './known-people.js';
import { Recovery } from './people/recovery.service.js';
import {
  BackChannelLogoutController,
  OIDC_PARTS,
  OidcLoginController,
  OidcSettingsController,
} from './oidc/oidc.parts.js';
import { AccountChanges } from './people/account-changes.js';
import { IdentityChanges } from './people/identity-changes.js';
import { PeopleChanges } from './people/people-changes.js';
import { PeopleService } from './people/people.service.js';
import { PeopleStore } from './people/people.store.js';
import { ProfileController } from './people/profile.controller.js';
import { ProfileService } from './people/profile.service.js';
import { ProfileStore } from './people/profile.store.js';
import { RightsGuard } from './people/rights-guard.js';
import { RolesController } from './people/roles.controller.js';
import { RolesService } from './people/roles.service.js';
import { RolesStore } from './people/roles.store.js';
import { UsersController } from './people/users.controller.js';
import { LostPasskeys } from './passkeys/lost-passkeys.service.js';
import { OwnPasskeys } from './passkeys/own-passkeys.service.js';
import { PasskeyProof } from './passkeys/passkey-proof.js';
import { PasskeySignIn } from './passkeys/passkey-sign-in.js';
import { PasskeySignInController } from './passkeys/passkey-sign-in.controller.js';
import { PasskeysController } from './passkeys/passkeys.controller.js';
import { PasskeysStore } from './passkeys/passkeys.store.js';
import { MemberChanges } from './tenants/member-changes.js';
import { TenantChanges } from './tenants/tenant-changes.js';
import { TenantsController } from './tenants/tenants.controller.js';
import { TenantsService } from './tenants/tenants.service.js';
import { TenantsStore } from './tenants/tenants.store.js';
import { UsersStore } from './people/users.store.js';
import { WhoAmI } from './people/who-am-i.service.js';
import { Once } from './once/once.js';
import { KeyGuesses } from './rates/key-guesses.js';
import { ServiceAccountChanges } from './service-accounts/service-account-changes.js';
import { ServiceAccountDirectives } from './service-accounts/service-account-directives.js';
import { ServiceAccountsController } from './service-accounts/service-accounts.controller.js';
import { ServiceAccountsService } from './service-accounts/service-accounts.service.js';
import { ServiceAccountsStore } from './service-accounts/service-accounts.store.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { BrowserCookie } from './sessions/browser-cookie.js';
import { Sessions } from './sessions/sessions.service.js';
import { SessionsStore } from './sessions/sessions.store.js';
import { SocketTickets } from './sessions/socket-tickets.js';
import { SocketTicketsController } from './sessions/socket-tickets.controller.js';
import { AddressRate } from './sign-in/address-rate.js';
import { Attempts } from './sign-in/attempts.js';
import { Confirmations } from './sign-in/confirmations.service.js';
import { FirstPerson } from './sign-in/first-person.js';
import { KnownPasswords } from './sign-in/known-passwords.js';
import { LoginFormController } from './sign-in/login-form.controller.js';
import { MethodsOffered } from './sign-in/methods-offered.js';
import { BreachedPasswords, PasswordRules } from './sign-in/password-rules.js';
import { PasswordSignIn } from './sign-in/password-sign-in.js';
import { Passwords } from './sign-in/passwords.js';
import { SetupOpen } from './sign-in/setup-open.guard.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.service.js';
import { SigningOut } from './sign-in/signing-out.service.js';

const SESSIONS = [BrowserCookie, Once, SessionsStore, Sessions, SigningOut, SocketTickets];
const DEVICES = [DeviceSignIn, DeviceStore];
const PASSKEYS = [LostPasskeys, OwnPasskeys, PasskeyProof, PasskeySignIn, PasskeysStore];
const SIGN_IN = [
  AddressRate,
  Attempts,
  Confirmations,
  FirstPerson,
  MethodsOffered,
  PasswordRules,
  Passwords,
  PasswordSignIn,
  SetupOpen,
  SignIn,
  { provide: BreachedPasswords, useClass: KnownPasswords },
];
const KEYS = [
  ApiKeysStore,
  ApiKeysService,
  KeyChanges,
  KeyDirectives,
  KeyGuesses,
  KeyReach,
  KeysOfPerson,
  KnownKeys,
];
const SERVICE_ACCOUNTS = [
  ServiceAccountChanges,
  ServiceAccountDirectives,
  ServiceAccountsService,
  ServiceAccountsStore,
];
const TENANTS = [MemberChanges, TenantChanges, TenantsService, TenantsStore];
const INVITATIONS = [Acceptance, InvitationsService, InvitationsStore, Joining, OpenInvitations];
const PEOPLE = [
  AccountChanges,
  IdentityChanges,
  PeopleChanges,
  PeopleService,
  PeopleStore,
  Recovery,
  ProfileService,
  ProfileStore,
  Recovery,
  RightsGuard,
  RolesService,
  RolesStore,
  UsersStore,
  WhoAmI,
  { provide: People, useClass: KnownPeople },
];

@Global()
@Module({
  controllers: [
    AuthController,
    InvitationsController,
    LoginFormController,
    SignInController,
    SessionsController,
    SocketTicketsController,
    ServiceAccountsController,
    LimitsController,
    BackChannelLogoutController,
    OidcLoginController,
    OidcSettingsController,
    ProfileController,
    RolesController,
    TenantsController,
    UsersController,
    PasskeySignInController,
    PasskeysController,
    DeviceController,
  ],
  providers: [
    ActingFor,
    ...KEYS,
    ...SERVICE_ACCOUNTS,
    KeyAuthenticator,
    { provide: Authenticator, useClass: CallerAuthenticator },
    ...DEVICES,
    ...PASSKEYS,
    ...SESSIONS,
    ...SIGN_IN,
    ...OIDC_PARTS,
    ...PEOPLE,
    LimitsService,
    LimitsStore,
    ...INVITATIONS,
    ...TENANTS,
  ],
  exports: [ActingFor, Authenticator, People, ApiKeysService, FirstPerson, Recovery, SocketTickets],
})
export class AuthModule {}
