/** Addresses that these screens lead to; the app's routes have the same. */
export const COMPLAINTS = '/complaints';
export const NEW_COMPLAINT = '/complaints/new';
export const complaintPath = (id: string): string => `/complaints/${id}`;
