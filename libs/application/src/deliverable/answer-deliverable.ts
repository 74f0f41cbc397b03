import type { Decided } from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { changeDeliverable } from './change-deliverable.js';

/** Submits the latest revision. A thin one is taken and raises THIN; submitted twice at once it is submitted once. */
export function submitDeliverable(context: UseCaseContext, input: { deliverableId: string }): Promise<Decided<string>> {
  return changeDeliverable(context, input.deliverableId, { kind: 'SUBMIT' });
}

/** The client takes the submitted deliverable. */
export function acceptDeliverable(
  context: UseCaseContext,
  input: { deliverableId: string; note?: string | null },
): Promise<Decided<string>> {
  return changeDeliverable(context, input.deliverableId, { kind: 'ACCEPT', note: input.note });
}

/** The client gives up a deliverable that it did not accept: nothing is owed on it any more. */
export function waiveDeliverable(
  context: UseCaseContext,
  input: { deliverableId: string; reason: string },
): Promise<Decided<string>> {
  return changeDeliverable(context, input.deliverableId, { kind: 'WAIVE', reason: input.reason });
}

/** The client sends the submitted deliverable back, and says why. */
export function requestChanges(
  context: UseCaseContext,
  input: { deliverableId: string; reason: string },
): Promise<Decided<string>> {
  return changeDeliverable(context, input.deliverableId, { kind: 'REQUEST_CHANGES', reason: input.reason });
}
