export { AccessDenied } from './access-denied.signal.js';
export { ApiKeyCreated } from './api-key-created.signal.js';
export { ApiKeyRevoked } from './api-key-revoked.signal.js';
export { ApiKey } from './api-key.entity.js';
export { ApiKeysService } from './api-keys.service.js';
export { AuthModule } from './auth.module.js';
