/** The API of accounts and administration, as one part of the app. */
import { registerAdminDevices } from './admin/device-routes.ts';
import { registerOrganisation } from './admin/organisation-routes.ts';
import { registerPeople } from './admin/people-routes.ts';
import type { Part } from './app.ts';
import type { Auth } from './auth/auth.ts';
import { registerDevices } from './auth/device-routes.ts';
import { registerKiosk } from './auth/kiosk-routes.ts';
import { registerSession } from './auth/session-routes.ts';
import { registerSetup } from './auth/setup-routes.ts';
import type { Seeding } from './auth/setup-routes.ts';
import type { Context } from './context.ts';
import { registerHealth } from './health.ts';
import { Life } from './life.ts';

export const accountRoutes =
  (context: Context, auth: Auth, seeding: Seeding, life: Life = new Life()): Part =>
  (app) => {
    registerHealth(app, context, life);
    registerSetup(app, context, auth, seeding);
    registerSession(app, context, auth);
    registerDevices(app, context, auth);
    registerKiosk(app, context, auth);
    registerPeople(app, context, auth);
    registerAdminDevices(app, context, auth);
    registerOrganisation(app, context, auth);
  };
