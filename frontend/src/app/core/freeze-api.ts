import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** A stop: nothing starts in its scope until it is lifted or ends. */
export interface Freeze {
  readonly id: string;
  readonly scope_type: string;
  readonly scope_id: string;
  readonly reason: string;
  readonly by_name: string;
  readonly from_at: string;
  readonly until_at: string | null;
}

/** The calls about frozen execution. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class FreezeApi {
  private readonly http = inject(HttpClient);

  async active(): Promise<readonly Freeze[]> {
    const answer = await firstValueFrom(
      this.http.get<{ freezes: readonly Freeze[] }>('/api/v1/execution/freeze'),
    );
    return answer.freezes;
  }

  async lift(id: string): Promise<void> {
    await firstValueFrom(this.http.delete('/api/v1/execution/freeze', { body: { id } }));
  }
}
