import type { Routes } from '@angular/router';
import { AddProbePage } from './add-probe-page';

export const routes: Routes = [{ path: '', component: AddProbePage }];
