/** Responses in figures. What was never used or not answered is in no share; it is counted beside it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { nps } from '../../src/domain/statistics/nps.ts';
import { wilson } from '../../src/domain/statistics/wilson.ts';
import type { NpsFigure, SatisfactionFigures, ShareFigure } from '../contract/reports.ts';
import type { Grouped } from './grouped.ts';
import { emptyGroups, groupFor } from './grouped.ts';
import type { Where } from './where.ts';

interface Counts {
  responses: number;
  complete: number;
  asked: number;
  answered: number;
  satisfied: number;
  askedToRecommend: number;
  promoters: number;
  passives: number;
  detractors: number;
}
const noCounts = (): Counts => ({
  responses: 0,
  complete: 0,
  asked: 0,
  answered: 0,
  satisfied: 0,
  askedToRecommend: 0,
  promoters: 0,
  passives: 0,
  detractors: 0,
});

const COUNTS = (where: string, grouping: string): string => `
  SELECT grouping(g)::INTEGER, g,
    count(*)::DOUBLE,
    count(*) FILTER (complete)::DOUBLE,
    count(*) FILTER (asks_satisfaction)::DOUBLE,
    count(satisfied)::DOUBLE,
    count(*) FILTER (satisfied)::DOUBLE,
    count(*) FILTER (asks_recommend)::DOUBLE,
    count(*) FILTER (recommend >= 9)::DOUBLE,
    count(*) FILTER (recommend IN (7, 8))::DOUBLE,
    count(*) FILTER (recommend <= 6)::DOUBLE
  FROM (SELECT *, ${grouping} AS g FROM responses WHERE ${where})
  GROUP BY GROUPING SETS ((g), ())`;

/** Unweighted. @param grouping an expression over the facts; `UNGROUPED`: no groups */
export async function satisfactionFigures(
  reader: DuckDBConnection,
  where: Where,
  grouping: string,
): Promise<Grouped<SatisfactionFigures>> {
  const counts = emptyGroups(noCounts);
  const counted = await reader.runAndReadAll(COUNTS(where.sql, grouping), [...where.values]);
  for (const [total, key, ...numbers] of counted.getRows()) {
    const [responses = 0, complete = 0, asked = 0, answered = 0, satisfied = 0, ...recommended] =
      numbers.map(Number);
    const [askedToRecommend = 0, promoters = 0, passives = 0, detractors = 0] = recommended;
    Object.assign(groupFor(counts, total, key), {
      responses,
      complete,
      asked,
      answered,
      satisfied,
      askedToRecommend,
      promoters,
      passives,
      detractors,
    });
  }
  return {
    total: figuresOf(counts.total),
    groups: new Map([...counts.groups].map(([key, group]) => [key, figuresOf(group)])),
  };
}

function figuresOf(counts: Counts): SatisfactionFigures {
  const { responses, complete, asked, answered, satisfied, askedToRecommend } = counts;
  const share: ShareFigure = { ...wilson(satisfied, answered), unknown: asked - answered };
  const score = nps(counts);
  const recommend: NpsFigure = {
    value: score.value,
    low: score.low,
    high: score.high,
    n: score.n,
    promoters: score.promoters,
    passives: score.passives,
    detractors: score.detractors,
    unknown: askedToRecommend - score.n,
  };
  return { responses, complete, satisfied: share, nps: recommend };
}
