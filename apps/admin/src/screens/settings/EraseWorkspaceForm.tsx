import type { ReactNode } from 'react';
import { useViewer } from '../../app/session.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { texts } from '../../texts/index.js';
import { EraseForm } from './EraseForm.js';

const EraseWorkspace = graphql(`
  mutation EraseWorkspace($input: EraseWorkspaceInput!) {
    eraseWorkspace(input: $input) {
      erasedId
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** Erases the workspace, once its name is typed. Nothing is left to show then but the sign-in. */
export function EraseWorkspaceForm(): ReactNode {
  const { workspace } = useViewer();
  const erase = useAction(EraseWorkspace);
  const words = texts.settings.data;

  const run = async (confirmation: string): Promise<void> => {
    if (await erase.run({ confirmation })) location.assign('/');
  };

  return (
    <EraseForm
      title={words.eraseWorkspace}
      what={words.eraseWorkspaceWhat}
      name={workspace.name}
      refusals={erase.refusals}
      busy={erase.busy}
      onErase={(typed) => void run(typed)}
    />
  );
}
