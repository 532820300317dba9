/** From a survey's draft comes one immutable response, complete or given up. */
import * as v from 'valibot';
import { responseDocId } from '../domain/ids.ts';
import type { Uuid } from '../domain/ids.ts';
import { surveyResponse } from '../domain/response.ts';
import { instantOf } from '../domain/time/moment.ts';
import type { Profile, ResponseDraft, SaveProblem } from './api.ts';
import type { Drafts } from './drafts.ts';
import type { Outbox } from './outbox/outbox.ts';
import { schemaProblem } from './saved.ts';

export const DRAFT_OF_RESPONSE = 'response';

/** What the chain and the signature are added to. Where it was given, the server knows from the device's enrolment. */
const responseDraft = v.pick(surveyResponse, [
  '_id',
  'survey',
  'language',
  'started',
  'finished',
  'complete',
  'answers',
  'missing',
  'channel',
]);
export type ResponseItem = v.InferOutput<typeof responseDraft> & {
  readonly body?: { readonly texts: object };
};

/** @param now Unix milliseconds: when it was finished or given up */
export function responseItem(
  draft: ResponseDraft,
  complete: boolean,
  at: { readonly id: Uuid; readonly now: number; readonly by: Profile['kind'] },
): { readonly ok: true; readonly item: ResponseItem } | SaveProblem {
  const item = {
    _id: responseDocId(at.id),
    survey: draft.survey,
    language: draft.language,
    started: instantOf(draft.started),
    finished: instantOf(Math.max(at.now, draft.started)),
    complete,
    answers: draft.answers,
    missing: draft.missing,
    channel: at.by === 'kiosk' ? 'kiosk' : 'field',
  };
  const wrong = schemaProblem(responseDraft, item);
  if (wrong !== null) return wrong;
  const texts = Object.fromEntries(Object.entries(draft.texts).filter(([, text]) => text.trim() !== ''));
  const body = Object.keys(texts).length === 0 ? {} : { body: { texts } };
  return { ok: true, item: { ...(item as ResponseItem), ...body } };
}

export const isMade = (outbox: Outbox, id: string): boolean => outbox.items().some(({ _id }) => _id === id);

/** The power went between the response and the end of its draft: before anything is sent, the draft goes too. */
export async function dropFinished(drafts: Drafts, outbox: Outbox): Promise<void> {
  const draft = await drafts.read(DRAFT_OF_RESPONSE);
  const id = typeof draft === 'object' && draft !== null && 'id' in draft ? draft.id : null;
  if (typeof id === 'string' && isMade(outbox, responseDocId(id as Uuid)))
    await drafts.drop(DRAFT_OF_RESPONSE);
}
