import type { Role } from '@bicorne/domain';
import { createUsers, type Caller } from '@bicorne/identity';
import { ClientContactEntity, MemberEntity, type Tx } from '@bicorne/persistence';
import type { Demo, DemoClient, DemoMember } from './demo-data.js';
import { DEMO_PASSWORD } from './demo-sign-ins.js';

/** The people of the demo, as the callers that they are once signed in. */
export class DemoCast {
  private readonly userIds = new Map<string, string>();
  private readonly callers = new Map<string, Caller>();
  private readonly emailOfMember = new Map<string, string>();

  constructor(private readonly workspaceId: string) {}

  /** @throws Error where nobody of this address is there yet */
  withEmail(email: string): Caller {
    const caller = this.callers.get(email);
    if (!caller) throw new Error(`The demo has nobody with the address ${email} by then.`);
    return caller;
  }

  /** @throws Error where the demo's data has no member of this key */
  member(key: string): Caller {
    const email = this.emailOfMember.get(key);
    if (email === undefined) throw new Error(`The demo has no member ${key}.`);
    return this.withEmail(email);
  }

  memberId(key: string): string {
    const { memberId } = this.member(key);
    if (memberId === null) throw new Error(`${key} is no member.`);
    return memberId;
  }

  /** Who first may act for a client. */
  sponsorOf({ name, contacts }: DemoClient): Caller {
    const sponsor = contacts.find(({ role }) => role === 'SPONSOR');
    if (!sponsor) throw new Error(`The demo's client ${name} has no sponsor.`);
    return this.withEmail(sponsor.email);
  }

  /** Lets everybody sign in; the one password is hashed once, which is what takes time. */
  async admit(tx: Tx, { members, clients }: Demo): Promise<void> {
    const people = [...members, ...clients.flatMap(({ contacts }) => contacts)];
    const ids = await createUsers(tx, people, DEMO_PASSWORD, this.workspaceId);
    people.forEach(({ email }, at) => this.userIds.set(email, ids[at] ?? ''));
  }

  /** A member who is kept already. */
  enterMember(member: DemoMember, memberId: string): void {
    this.emailOfMember.set(member.key, member.email);
    this.enter(member, { memberId, clientContactId: null, clientId: null });
  }

  async addMembers(tx: Tx, members: readonly DemoMember[], createdAt: Date): Promise<void> {
    const rows = members.map(({ name, email, role }) =>
      tx.manager.create(MemberEntity, { ...this.keysOf(email), name, email, role, createdAt }),
    );
    await tx.manager.insert(MemberEntity, rows);
    members.forEach((member, at) => this.enterMember(member, rows[at]?.id ?? ''));
  }

  async addContacts(tx: Tx, client: DemoClient, clientId: string, createdAt: Date): Promise<void> {
    const rows = client.contacts.map((contact) =>
      tx.manager.create(ClientContactEntity, { ...this.keysOf(contact.email), ...contact, clientId, createdAt }),
    );
    await tx.manager.insert(ClientContactEntity, rows);
    for (const { id, ...contact } of rows) this.enter(contact, { memberId: null, clientContactId: id, clientId });
  }

  private keysOf(email: string): { workspaceId: string; userId: string } {
    return { workspaceId: this.workspaceId, userId: this.userIds.get(email) ?? '' };
  }

  private enter(
    { name, email, role }: { name: string; email: string; role: Role },
    ids: Pick<Caller, 'memberId' | 'clientContactId' | 'clientId'>,
  ): void {
    this.callers.set(email, {
      kind: 'session',
      name,
      role,
      ...this.keysOf(email),
      ...ids,
      tokenId: null,
      scopes: ['READ', 'WRITE'],
    });
  }
}
