import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { routes } from './app.routes';
import { apiErrors } from './core/api-errors';
import { showFailedNavigation } from './core/navigation-failure';
import { RunCommand } from './core/run-command';
import { RunPanel } from './run/run-panel';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideHttpClient(withFetch(), withInterceptors([apiErrors])),
    // Any page may open the drawer, and none knows it.
    { provide: RunCommand, useExisting: RunPanel },
    provideRouter(
      routes,
      withComponentInputBinding(),
      withNavigationErrorHandler(showFailedNavigation),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
  ],
};
