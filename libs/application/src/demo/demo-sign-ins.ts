/** Everybody of the demo workspace signs in with it: it is printed at every start and protects nothing. */
export const DEMO_PASSWORD = 'bicorne-demo';

export interface DemoSignIn {
  /** Who it is, and what they see. */
  who: string;
  email: string;
  password: string;
}

/** One sign-in of each kind, to look around with. All of them are in demo.json. */
export function demoSignIns(): DemoSignIn[] {
  return [
    { who: 'Owner: the whole portfolio', email: 'marit@halyard.example' },
    { who: 'Practitioner: the engagements she wears a hat in', email: 'ifeoma@halyard.example' },
    { who: 'Sponsor of Noordlicht Energie: acknowledges and accepts', email: 'hanneke@noordlicht.example' },
    { who: 'Viewer of Noordlicht Energie: reads the status', email: 'ruud@noordlicht.example' },
  ].map((signIn) => ({ ...signIn, password: DEMO_PASSWORD }));
}
