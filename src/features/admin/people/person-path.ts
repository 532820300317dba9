/** @param id `account:<uuid>` */
export const personPath = (id: string): string => `/api/admin/people/${encodeURIComponent(id)}`;
