import type { Signal } from '@legator/core';

/** There is somebody now: who administers the installation. */
export class FirstPersonMade implements Signal {
  static readonly type = 'user.first_created';
  readonly type = FirstPersonMade.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(user: { id: string; username: string }, how: 'code' | 'password_file') {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.username} became the first administrator`;
    this.payload = { username: user.username, how };
  }
}
