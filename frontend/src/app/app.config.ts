import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  UrlSerializer,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { routes } from './app.routes';
import { apiErrors } from './core/api-errors';
import { ForgivingUrls } from './core/forgiving-urls';
import { showFailedNavigation } from './core/navigation-failure';
import { RunCommand } from './core/run-command';
import { SignInGate } from './core/sign-in-gate';
import { watchSignIn } from './core/signed-in';
import { RunPanel } from './run/run-panel';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideAppInitializer(() => inject(SignInGate).restore()),
    provideHttpClient(withFetch(), withInterceptors([apiErrors, watchSignIn])),
    // Any page may open the drawer, and none knows it.
    { provide: RunCommand, useExisting: RunPanel },
    { provide: UrlSerializer, useClass: ForgivingUrls },
    provideRouter(
      routes,
      withComponentInputBinding(),
      withNavigationErrorHandler(showFailedNavigation),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
  ],
};
