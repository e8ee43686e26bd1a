import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { InstallLine, ProbeView, ProbeDetail } from './probe';

/** The calls of this feature. Each rejects with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class FleetApi {
  private readonly http = inject(HttpClient);

  async list(): Promise<readonly ProbeView[]> {
    return (await firstValueFrom(this.http.get<readonly ProbeView[] | null>('/api/v1/probes'))) ?? [];
  }

  get(id: string): Promise<ProbeDetail> {
    return firstValueFrom(this.http.get<ProbeDetail>(`/api/v1/probes/${encodeURIComponent(id)}`));
  }

  /** Makes a token for one probe; its line is not shown again. */
  invite(): Promise<InstallLine> {
    return firstValueFrom(this.http.post<InstallLine>('/api/v1/tokens', {}));
  }
}
