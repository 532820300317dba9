/** Addresses that these screens lead to; the app's routes have the same. */
export const PEOPLE = '/admin/people';
export const KIOSKS = '/admin/kiosks';
export const ORGANISATION = '/admin/organisation';
export const SIGN_IN = '/sign-in';
