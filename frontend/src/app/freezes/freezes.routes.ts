import type { Routes } from '@angular/router';
import { FreezesPage } from './freezes-page';

export const routes: Routes = [{ path: '', component: FreezesPage }];
