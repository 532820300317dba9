/** Passwords: argon2id with the parameters that OWASP's password storage cheat sheet gives (19 MiB, 2 passes). */
import { hash, verify } from '@node-rs/argon2';
import { newToken } from './secret.ts';

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), OPTIONS);

let ofNobody: Promise<string> | undefined;

/** @param kept null: there is no such account, which takes as long to find out as a wrong password */
export async function passwordFits(kept: string | null, password: string): Promise<boolean> {
  ofNobody ??= hashPassword(newToken());
  const fits = await verify(kept ?? (await ofNobody), password.normalize('NFKC'));
  return fits && kept !== null;
}
