/** Asks until it is so. The test's own limit ends what never is. */
export async function until<T>(ask: () => Promise<T | null | false | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
