import { Injectable } from '@nestjs/common';
import type { CanActivate } from '@nestjs/common';
import { FirstPerson, setUpIsOver } from './first-person.js';

/** Before anything else is looked at, the form of the request included: once there is anybody, there is no such route. */
@Injectable()
export class SetupOpen implements CanActivate {
  constructor(private readonly first: FirstPerson) {}

  async canActivate(): Promise<boolean> {
    if (await this.first.isNeeded()) return true;
    throw setUpIsOver();
  }
}
