import type { Routes } from '@angular/router';
import { ModelsPage } from './models-page';

export const routes: Routes = [{ path: '', component: ModelsPage }];
