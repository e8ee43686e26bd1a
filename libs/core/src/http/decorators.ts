import { SetMetadata, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Permission } from '@legator/contracts';
import { currentContext } from '../context/request-context.js';

export const REQUIRES = 'legator:requires';
export const PUBLIC = 'legator:public';

/** All of these permissions are needed. Every route says this or `@Public()`; a route that says neither is closed. */
export const Requires = (...permissions: Permission[]) => SetMetadata(REQUIRES, permissions);

/** Open to anyone, with the reason beside it in the list that a test pins. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Open to whoever is signed in, with whatever rights. */
export const SignedIn = () => SetMetadata(REQUIRES, []);

/** Who asks. */
export const CurrentActor = createParamDecorator(
  (_data: unknown, _context: ExecutionContext) => currentContext().actor,
);
