import type { RouteObject } from 'react-router';

import { page } from '../../app/page-route.js';

const loadReview = async () => (await import('./review-page.js')).ReviewPage;

/** Addresses of reviews. */
export const reviewRoutes: readonly RouteObject[] = [
  page('sign-ins/reviews', async () => (await import('./reviews-page.js')).SignInReviewsPage),
  page('sign-ins/reviews/:id', loadReview),
  page('access/reviews', async () => (await import('./reviews-page.js')).AccessReviewsPage),
  page('access/reviews/:id', loadReview),
];
