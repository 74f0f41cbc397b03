import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UserError } from '../graphql/use-action.js';
import { texts } from '../texts/index.js';

type RoleName = keyof typeof texts.roles;

interface RoleSelectProps<Role extends RoleName> {
  /** Whose role it is. */
  name: string;
  role: RoleName;
  roles: readonly Role[];
  busy: boolean;
  refusals: UserError[];
  onChoose: (role: Role) => void;
}

/** Somebody's role, changed at once where another is chosen. */
export function RoleSelect<Role extends RoleName>(props: RoleSelectProps<Role>): ReactNode {
  const { name, role, roles, busy, refusals, onChoose } = props;
  return (
    <NativeSelect
      size="xs"
      w={140}
      aria-label={texts.settings.roleOf(name)}
      data={roles.map((each) => ({ value: each, label: texts.roles[each] }))}
      value={role}
      error={refusals[0]?.message}
      disabled={busy}
      onChange={({ currentTarget: { value } }) => {
        const chosen = roles.find((each) => each === value);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
