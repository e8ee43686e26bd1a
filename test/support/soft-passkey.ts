import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

type Options = Record<string, any>;

const PRESENT = 0x01;
const VERIFIED = 0x04;
const NEW_CREDENTIAL = 0x40;

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();

/** What a browser and an authenticator do together, with every part of it open to a test that wants to cheat. */
export class SoftPasskey {
  readonly id = randomBytes(16);
  counter = 0;
  userHandle: string | undefined;
  private readonly keys: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });

  constructor(public origin: string) {}

  /** Answers `navigator.credentials.create`. */
  create(options: Options, over: { verified?: boolean; origin?: string; rpId?: string } = {}): object {
    this.userHandle = options['user'].id;
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' });
    const key = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x!, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y!, 'base64url'))],
      ]) as never,
    );
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key]);
    const rpId = over.rpId ?? options['rp'].id;
    const authData = Buffer.concat([this.head(rpId, NEW_CREDENTIAL, over.verified ?? true), credential]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: this.clientData('webauthn.create', options['challenge'], over.origin),
        attestationObject: b64(isoCBOR.encode(attestation as never)),
        transports: ['internal'],
      },
    };
  }

  /** Answers `navigator.credentials.get`. */
  get(
    options: Options,
    over: {
      verified?: boolean;
      origin?: string;
      rpId?: string;
      challenge?: string;
      counter?: number;
      userHandle?: string;
      by?: SoftPasskey;
    } = {},
  ): object {
    this.counter = over.counter ?? this.counter + 1;
    const authData = this.head(over.rpId ?? options['rpId'], 0, over.verified ?? true);
    const clientDataJSON = this.clientData(
      'webauthn.get',
      over.challenge ?? options['challenge'],
      over.origin,
    );
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const { privateKey } = (over.by ?? this).keys;
    return {
      ...this.named(),
      response: {
        clientDataJSON,
        authenticatorData: b64(authData),
        signature: b64(sign('sha256', signed, privateKey)),
        userHandle: over.userHandle ?? this.userHandle,
      },
    };
  }

  private named() {
    return { id: b64(this.id), rawId: b64(this.id), type: 'public-key', clientExtensionResults: {} };
  }

  private head(rpId: string, flags: number, verified: boolean): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const all = flags | PRESENT | (verified ? VERIFIED : 0);
    return Buffer.concat([sha256(rpId), Buffer.from([all]), counter]);
  }

  private clientData(type: string, challenge: string, origin = this.origin): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url');
  }
}
