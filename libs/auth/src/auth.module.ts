import { Global, Module } from '@nestjs/common';
import { Authenticator } from '@legator/core';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeysStore } from './api-keys.store.js';
import { AuthController } from './auth.controller.js';
import { KeyAuthenticator } from './key-authenticator.js';

@Global()
@Module({
  controllers: [AuthController],
  providers: [ApiKeysStore, ApiKeysService, { provide: Authenticator, useClass: KeyAuthenticator }],
  exports: [Authenticator, ApiKeysService],
})
export class AuthModule {}
