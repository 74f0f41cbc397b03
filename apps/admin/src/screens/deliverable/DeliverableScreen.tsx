import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { isContact, useViewer } from '../../app/session.js';
import { DeliverableDesk } from './DeliverableDesk.js';
import { DeliverableReading } from './DeliverableReading.js';

/** A desk for who writes it, a reading page for who receives it. */
export default function DeliverableScreen(): ReactNode {
  const { deliverableId = '' } = useParams();
  const Shown = isContact(useViewer()) ? DeliverableReading : DeliverableDesk;
  return <Shown key={deliverableId} deliverableId={deliverableId} />;
}
