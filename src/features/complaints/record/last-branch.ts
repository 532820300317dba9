/** Where one recorded last, offered for the next complaint: who covers several branches stays in one for a while. */
const keyOf = (account: string): string => `redress.branch.${account}`;

export const lastBranch = (account: string): string | null => localStorage.getItem(keyOf(account));
export const rememberBranch = (account: string, branch: string): void =>
  localStorage.setItem(keyOf(account), branch);
