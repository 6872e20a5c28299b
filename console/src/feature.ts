import type { Component } from 'vue';

/** One page of a feature. */
export interface FeaturePage {
  /** below the area's path: `members`, `members/:membershipId`; '' is the area's first page */
  path: string;
  /** in the navigation, the browser's tab, and above the page */
  title: string;
  page: () => Promise<unknown>;
  /** its entry in the area's navigation; pages that others lead to have none */
  nav?: {
    /** smaller stands higher; leave gaps */
    order: number;
    /** beside it, in the areas that somebody works in */
    icon?: Component;
    /** a heading above it, said by the first entry below that heading */
    group?: string;
  };
}

export interface Feature {
  pages: FeaturePage[];
}

/** Written in `pages/<area>/<feature>/feature.ts`; the folder decides the area. */
export const defineFeature = (feature: Feature): Feature => feature;
