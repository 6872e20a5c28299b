import { defineFeature } from '../../../feature';

export default defineFeature({ pages: [{ path: '', title: '', page: () => import('./home.vue') }] });
