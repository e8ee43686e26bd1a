import { Module } from '@nestjs/common';
import { ConsoleAccess } from './live/console-access.js';
import { ConsoleGateway } from './live/console.gateway.js';
import { LiveRows } from './live/live-rows.service.js';
import { LiveRowsStore } from './live/live-rows.store.js';

/** What the control plane binds in to have views. */
@Module({ providers: [ConsoleAccess, ConsoleGateway, LiveRows, LiveRowsStore] })
export class ViewsModule {}
