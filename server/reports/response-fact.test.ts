import { describe, expect, it } from 'vitest';
import type { SurveyResponse } from '../../src/domain/response.ts';
import { createZoneClock } from '../../src/domain/time/zone.ts';
import { satisfactionSurvey } from '../ops/seed.ts';
import { responseFact } from './response-fact.ts';
import type { ResponseFact } from './response-fact.ts';

const survey = satisfactionSurvey();
const factOf = (over: Readonly<Record<string, unknown>>, of: typeof survey | null = survey): ResponseFact =>
  responseFact(
    {
      _id: 'response:019a0000-0000-7000-8000-000000000000',
      survey: 'survey:satisfaction:1',
      language: 'ka',
      finished: '2026-03-01T21:30:00.000Z',
      complete: true,
      answers: {},
      missing: {},
      channel: 'kiosk',
      branch: 'claimed',
      region: 'claimed',
      admitted: { branch: 'b1', region: 'ge' },
      ...over,
    } as unknown as SurveyResponse,
    of ?? undefined,
    'Asia/Tbilisi',
    createZoneClock(),
  );

describe('responseFact', () => {
  it('takes the top two boxes as satisfied', () => {
    expect([1, 2, 3, 4, 5].map((overall) => factOf({ answers: { overall } }).satisfied)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('takes "never used" and "not answered" as no score', () => {
    expect(factOf({ missing: { overall: 'notAnswered', recommend: 'neverUsed' } })).toMatchObject({
      asksSatisfaction: true,
      satisfied: null,
      asksRecommend: true,
      recommend: null,
    });
    expect(factOf({ answers: { overall: 9, recommend: 11 } })).toMatchObject({
      satisfied: null,
      recommend: null,
    });
  });

  it('believes the enrolment about the place, not the claim, and gives it the date there', () => {
    expect(factOf({})).toMatchObject({ branch: 'b1', region: 'ge', finished: '2026-03-02' });
  });

  it('knows nothing of the answers to a survey that is not here', () => {
    expect(factOf({ answers: { overall: 5 } }, null)).toMatchObject({
      satisfied: null,
      asksSatisfaction: false,
    });
  });
});
