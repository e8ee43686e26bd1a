import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import type { ProbeView } from '@legator/contracts';
import { firstValueFrom } from 'rxjs';

export type FoundProbe = Pick<ProbeView, 'id' | 'hostname' | 'status' | 'distribution' | 'os'>;

/** What the palette asks the fleet. Each call rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class ProbeSearchApi {
  private readonly http = inject(HttpClient);

  /** Probes with this in their name, id, address, distribution or tags. */
  async find(q: string, limit: number): Promise<readonly FoundProbe[]> {
    const params = { limit, ...(q ? { q: q.slice(0, 200) } : {}) };
    const answer = await firstValueFrom(
      this.http.get<{ probes: readonly FoundProbe[] }>('/api/v1/probes', { params }),
    );
    return answer.probes;
  }

  /** Every tag, with how many probes carry it. */
  async tags(): Promise<Readonly<Record<string, number>>> {
    const answer = await firstValueFrom(
      this.http.get<{ tags: Record<string, number> }>('/api/v1/fleet/tags'),
    );
    return answer.tags;
  }
}
