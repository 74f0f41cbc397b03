import { Combobox, Text, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { HatGlyph, type HatName } from '../../parts/Hat.js';
import { locale, texts } from '../../texts/index.js';
import { isContact, useViewer } from '../session.js';
import { useCommands } from './commands.js';
import { FindField } from './FindField.js';
import classes from './Palette.module.css';

const SearchQuery = graphql(`
  query Search($text: String!) {
    search(text: $text, first: 7) {
      clients {
        id
        name
        currentEngagementId
      }
      engagements {
        id
        clientName
        shape
        state
      }
      deliverables {
        id
        title
        hat
        state
        clientName
      }
    }
  }
`);

type Found = ResultOf<typeof SearchQuery>['search'];

/** How long a pause in typing is, in milliseconds, before the API is asked. */
const PAUSE_MS = 120;

interface Choice {
  id: string;
  label: string;
  about?: string;
  hat?: HatName;
  run: () => void;
}

interface Group {
  label: string;
  choices: Choice[];
}

interface PaletteProps {
  typed: string;
  onType: (typed: string) => void;
  leave: () => void;
  /** One was chosen, and leads away. */
  onChoose: () => void;
  showShortcuts: () => void;
}

/** Finds clients, engagements, deliverables and what can be done, by a few letters and the keyboard alone. */
export function Palette({ typed, onType, leave, onChoose, showShortcuts }: PaletteProps): ReactNode {
  const combobox = useCombobox({ opened: true, onDropdownClose: leave });
  const groups = useGroups(typed, showShortcuts);
  const choices = groups.flatMap((group) => group.choices);
  const words = texts.palette;
  const shown = choices.map(({ id }) => id).join();

  // The best stands first and is chosen at once, so that Enter goes there.
  const { selectFirstOption } = combobox;
  useEffect(() => void selectFirstOption(), [shown, selectFirstOption]);

  const choose = (id: string): void => {
    onChoose();
    choices.find((choice) => choice.id === id)?.run();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.EventsTarget>
        <FindField value={typed} onChange={onType} />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes['options'] ?? ''} aria-label={words.title}>
        {choices.length === 0 && <Combobox.Empty>{words.nothing(typed.trim())}</Combobox.Empty>}
        {groups
          .filter((group) => group.choices.length > 0)
          .map((group) => (
            <Combobox.Group key={group.label} label={group.label}>
              {group.choices.map(({ id, label, about, hat }) => (
                <Combobox.Option key={id} value={id} className={classes['option'] ?? ''}>
                  {hat && <HatGlyph hat={hat} />}
                  <span className={classes['label']}>{label}</span>
                  {about && (
                    <Text span size="xs" c="dimmed">
                      {about}
                    </Text>
                  )}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
      </Combobox.Options>
    </Combobox>
  );
}

function useGroups(query: string, showShortcuts: () => void): Group[] {
  const [text] = useDebouncedValue(query.trim(), PAUSE_MS);
  const [{ data }] = useQuery({ query: SearchQuery, variables: { text }, pause: text === '' });
  const found = useFound(text === '' ? undefined : data?.search);
  const wanted = query.trim().toLocaleLowerCase(locale).split(/\s+/u);
  const commands = useCommands(showShortcuts)
    .filter(({ label }) => wanted.every((word) => label.toLocaleLowerCase(locale).includes(word)))
    .map(({ label, run }) => ({ id: label, label, run }));
  return [...found, { label: texts.palette.commands, choices: commands }];
}

/** What the API found, as places to go to; a contact has one home for all that is no document. */
function useFound(found: Found | undefined): Group[] {
  const navigate = useNavigate();
  const contact = isContact(useViewer());
  if (!found) return [];
  const go = (folder: string, id: string) => () =>
    void navigate(contact && folder !== 'deliverables' ? '/home' : `/${folder}/${encodeURIComponent(id)}`);
  return [
    {
      label: texts.palette.clients,
      choices: found.clients.map(({ id, name }) => ({ id, label: name, run: go('clients', id) })),
    },
    {
      label: texts.palette.engagements,
      choices: found.engagements.map(({ id, clientName, shape, state }) => ({
        id,
        label: clientName,
        about: `${texts.shapes[shape]}, ${texts.engagementStates[state]}`,
        run: go('engagements', id),
      })),
    },
    {
      label: texts.palette.deliverables,
      choices: found.deliverables.map(({ id, title, hat, state, clientName }) => ({
        id,
        label: title,
        hat,
        about: [clientName, texts.hats[hat], texts.deliverableStates[state]].join(', '),
        run: go('deliverables', id),
      })),
    },
  ];
}
