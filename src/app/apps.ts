/** The app of a person and that of a kiosk. Nothing is imported here: what begins a page begins to fetch its own with it. */
export const APPS = { kiosk: () => import('./kiosk-app.tsx'), person: () => import('./person-app.tsx') };
