export { GatewayModule } from './gateway.module.js';
export { ProbeGateway } from './probe-gateway.js';
