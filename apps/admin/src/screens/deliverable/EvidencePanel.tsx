import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Form } from '../../parts/Form.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import type { DraftEvidence } from './draft-content.js';
import { FileDrop } from './FileDrop.js';
import { sameHeading } from './guidance.js';

interface EvidencePanelProps {
  engagementId: string;
  evidence: DraftEvidence[];
  /** Headings that evidence can belong to. */
  sections: string[];
  /** The section under the cursor, which is offered first. */
  current: string | undefined;
  change: (evidence: DraftEvidence[]) => void;
}

/** What shows that a section is true. It is saved with the text. */
export function EvidencePanel({ engagementId, evidence, sections, current, change }: EvidencePanelProps): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const { values, set, text } = useFields({ kind: 'LINK', what: '' });
  const words = texts.deliverable;
  const under = sections.find((heading) => current !== undefined && sameHeading(heading, current));
  const section = chosen !== undefined && sections.includes(chosen) ? chosen : (under ?? sections[0] ?? '');
  const isFile = values.kind === 'FILE';

  const add = (): void => {
    const isLink = values.kind === 'LINK';
    const what = values.what.trim();
    change([
      ...evidence,
      {
        section,
        kind: isLink ? 'LINK' : 'STATEMENT',
        url: isLink ? what : null,
        statement: isLink ? null : what,
        file: null,
      },
    ]);
    set('what', '');
  };

  return (
    <Panel title={words.evidence}>
      <Stack>
        {evidence.length === 0 && <Nothing>{words.evidenceNone}</Nothing>}
        {evidence.map((each, index) => (
          <Piece
            key={`${index} ${nameOf(each)}`}
            piece={each}
            remove={() => change(evidence.filter((_, other) => other !== index))}
          />
        ))}
        {sections.length > 0 && (
          <Form
            onSubmit={isFile ? () => undefined : add}
            submit={words.addEvidence}
            disabled={isFile}
            quiet
            aside={<Nothing>{words.evidenceSavedWith}</Nothing>}
          >
            <SimpleGrid cols={{ base: 1, sm: isFile ? 2 : 3 }}>
              <NativeSelect
                label={words.evidenceSection}
                data={sections}
                value={section}
                onChange={(event) => setChosen(event.currentTarget.value)}
              />
              <NativeSelect
                label={words.evidenceKind}
                data={(['LINK', 'STATEMENT', 'FILE'] as const).map((value) => ({
                  value,
                  label: words.evidenceKinds[value],
                }))}
                {...text('kind')}
              />
              {!isFile && (
                <TextInput
                  label={values.kind === 'LINK' ? words.evidenceUrl : words.evidenceStatement}
                  type={values.kind === 'LINK' ? 'url' : 'text'}
                  required
                  dir="auto"
                  {...text('what')}
                />
              )}
            </SimpleGrid>
            {isFile && (
              <FileDrop
                engagementId={engagementId}
                label={words.evidenceFile}
                hint={words.evidenceFileHint(section)}
                take={(file) =>
                  change([
                    ...evidence,
                    { section, kind: 'FILE', url: null, statement: null, file: { ...file, url: `/files/${file.id}` } },
                  ])
                }
              />
            )}
          </Form>
        )}
      </Stack>
    </Panel>
  );
}

function nameOf({ url, statement, file }: DraftEvidence): string {
  return url ?? file?.name ?? statement ?? '';
}

function Piece({ piece, remove }: { piece: DraftEvidence; remove: () => void }): ReactNode {
  const words = texts.deliverable;
  const name = nameOf(piece);
  const address = piece.url ?? piece.file?.url;
  return (
    <Group gap="sm" wrap="nowrap" justify="space-between" align="flex-start" fz="sm">
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }} dir="auto">
        {address ? (
          <a href={address} target="_blank" rel="noreferrer noopener">
            {name}
          </a>
        ) : (
          name
        )}
        <Text size="xs" c="dimmed">
          {words.evidenceKinds[piece.kind]} · {piece.section}
        </Text>
      </div>
      <Button size="compact-xs" variant="subtle" aria-label={words.removeEvidence(name)} onClick={remove}>
        {words.remove}
      </Button>
    </Group>
  );
}
