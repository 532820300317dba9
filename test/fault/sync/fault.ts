/** What a network does to a request on its way. */
export const faultKinds = [
  /** it never arrives */
  'lost',
  /** it arrives and is answered; the answer does not come back */
  'answerLost',
  /** it arrives twice; the second answer comes back */
  'duplicated',
  /** it breaks off on its way there */
  'cutThere',
  /** its answer breaks off on its way back */
  'cutBack',
  'slow',
  /** somebody else's page, as a hotel's network shows it */
  'portal',
  '401',
  '403',
  '413',
  '429',
  '500',
  '503',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Faults that are an answer which our server did not give. */
export const refusals: Readonly<
  Partial<Record<FaultKind, { readonly status: number; readonly body: string }>>
> = {
  '401': { status: 401, body: '{"error":{"code":"session.expired"}}' },
  '403': { status: 403, body: '{"error":{"code":"scope.forbidden"}}' },
  '413': { status: 413, body: '<html>413 Request Entity Too Large</html>' },
  '429': { status: 429, body: '{"error":{"code":"server.tooMany","retryAfter":1}}' },
  '500': { status: 500, body: '{"error":{"code":"server.failed"}}' },
  '503': { status: 503, body: '{"error":{"code":"store.unavailable","retryAfter":1}}' },
  portal: { status: 200, body: '<html>Welcome to our lobby</html>' },
};
