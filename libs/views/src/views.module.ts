import { Module } from '@nestjs/common';

/** What the control plane binds in to have views. */
@Module({})
export class ViewsModule {}
