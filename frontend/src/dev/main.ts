import { mergeApplicationConfig } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from '../app/app';
import { appConfig } from '../app/app.config';
import { provideDemoApi } from './demo-api';

// `npm run dev:ui`: the console as it is, on an API in memory. Nothing of this folder is shipped.
const config = mergeApplicationConfig(appConfig, { providers: [provideDemoApi()] });

bootstrapApplication(App, config).catch((error: unknown) => console.error(error));
