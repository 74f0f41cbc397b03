import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Form } from '../../parts/Form.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import type { DraftEvidence } from './use-draft.js';

interface EvidencePanelProps {
  evidence: DraftEvidence[];
  /** Headings that evidence can belong to. */
  sections: string[];
  change: (evidence: DraftEvidence[]) => void;
}

/** What shows that a section is true. It is saved with the text. */
export function EvidencePanel({ evidence, sections, change }: EvidencePanelProps): ReactNode {
  const { values, set, text } = useFields({ section: '', kind: 'LINK', what: '' });
  const words = texts.deliverable;
  const section = sections.includes(values.section) ? values.section : (sections[0] ?? '');

  const add = (): void => {
    const isLink = values.kind === 'LINK';
    const what = values.what.trim();
    change([
      ...evidence,
      { section, kind: isLink ? 'LINK' : 'STATEMENT', url: isLink ? what : null, statement: isLink ? null : what },
    ]);
    set('what', '');
  };

  return (
    <Panel title={words.evidence}>
      <Stack>
        {evidence.length === 0 && <Nothing>{words.evidenceNone}</Nothing>}
        {evidence.map((each, index) => {
          const what = each.url ?? each.statement ?? '';
          return (
            <Group key={`${index} ${what}`} gap="sm" wrap="nowrap" justify="space-between" align="flex-start" fz="sm">
              <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                {each.url ? (
                  <a href={each.url} target="_blank" rel="noreferrer noopener">
                    {each.url}
                  </a>
                ) : (
                  what
                )}
                <Text size="xs" c="dimmed">
                  {words.evidenceKinds[each.kind]} · {each.section}
                </Text>
              </div>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={words.removeEvidence(what)}
                onClick={() => change(evidence.filter((_, other) => other !== index))}
              >
                {words.remove}
              </Button>
            </Group>
          );
        })}
        {sections.length > 0 && (
          <Form onSubmit={add} submit={words.addEvidence} quiet aside={<Nothing>{words.evidenceSavedWith}</Nothing>}>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <NativeSelect label={words.evidenceSection} data={sections} {...text('section')} value={section} />
              <NativeSelect
                label={words.evidenceKind}
                data={[
                  { value: 'LINK', label: words.evidenceKinds.LINK },
                  { value: 'STATEMENT', label: words.evidenceKinds.STATEMENT },
                ]}
                {...text('kind')}
              />
              <TextInput
                label={values.kind === 'LINK' ? words.evidenceUrl : words.evidenceStatement}
                type={values.kind === 'LINK' ? 'url' : 'text'}
                required
                {...text('what')}
              />
            </SimpleGrid>
          </Form>
        )}
      </Stack>
    </Panel>
  );
}
