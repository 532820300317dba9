/**
 * The samples' mappings: those that ship, in an organisation of three regions whose branches are states. The airport's
 * boarding areas are seven of these states, two or three in each region, so that a branch has complaints and answers.
 */
import * as v from 'valibot';
import { complaintsMapping, responsesMapping } from '../import/mapping.ts';
import type { ComplaintsMapping, ResponsesMapping } from '../import/mapping.ts';
import cfpb from '../mappings/cfpb-complaints.json' with { type: 'json' };
import sfo from '../mappings/sfo-survey-2017.json' with { type: 'json' };
import places from './places.json' with { type: 'json' };

const { calendar, regions, boardingAreas } = places;

export const demoComplaints = (): ComplaintsMapping =>
  v.parse(complaintsMapping, {
    ...cfpb,
    source: 'demo-complaints',
    label: 'Demonstration: complaints',
    referencePrefix: 'DEMO-',
    calendar,
    regions,
    // Received, and not passed on yet.
    outcome: { ...cfpb.outcome, values: { ...cfpb.outcome.values, '': { state: 'new' } } },
  });

export const demoResponses = (): ResponsesMapping =>
  v.parse(responsesMapping, {
    ...sfo,
    source: 'demo-responses',
    label: 'Demonstration: responses',
    calendar,
    regions,
    branch: { column: sfo.branch.column, values: boardingAreas },
    finished: { column: sfo.finished.column, format: 'YYYY-MM-DD' },
  });

/** Where the demonstration's people work. */
export const demoRegions: readonly string[] = regions.map(({ region }) => region);
