import { Injectable } from '@nestjs/common';
import type { Subject, Tx } from '@legator/core';

/** The names of things of one type, by id; what has none any more is left out. */
export type NameReader = (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What people call the things that requests are about. Rooms that own such things say how, when they are wired. */
@Injectable()
export class TargetNames {
  private readonly readers = new Map<string, NameReader>();

  add(type: string, reader: NameReader): void {
    this.readers.set(type, reader);
  }

  /** A function from subject to name; the id where nobody knows a name. */
  async of(tx: Tx, subjects: readonly Subject[]): Promise<(subject: Subject) => string> {
    const found = new Map<string, ReadonlyMap<string, string>>();
    for (const [type, alike] of Map.groupBy(subjects, (subject) => subject.type)) {
      const reader = this.readers.get(type);
      if (reader) found.set(type, await reader(tx, [...new Set(alike.map(({ id }) => id))]));
    }
    return ({ type, id }) => found.get(type)?.get(id) ?? id;
  }

  async one(tx: Tx, subject: Subject): Promise<string> {
    return (await this.of(tx, [subject]))(subject);
  }
}
