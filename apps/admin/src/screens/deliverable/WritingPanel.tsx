import { Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { type ReactNode, type Ref, useState } from 'react';
import { Panel } from '../../parts/Page.js';
import { Prose } from '../../parts/Prose.js';
import { texts } from '../../texts/index.js';
import { guidanceFor } from './guidance.js';
import classes from './Deliverable.module.css';

interface WritingPanelProps {
  ref: Ref<HTMLTextAreaElement>;
  markdown: string;
  /** The template's Markdown, whose comments are the guidance. */
  template: string;
  section: string | undefined;
  write: (markdown: string) => void;
  /** Told where the cursor is, as an offset in the text. */
  cursorAt: (offset: number) => void;
  /** Whether it is saved, in a word. */
  status: string;
  /** The buttons. */
  children: ReactNode;
}

/** The text itself, with what belongs into the section under the cursor above it. */
export function WritingPanel({
  ref,
  markdown,
  template,
  section,
  write,
  cursorAt,
  status,
  children,
}: WritingPanelProps): ReactNode {
  const [view, setView] = useState('write');
  const words = texts.deliverable;
  const guidance = section === undefined ? undefined : guidanceFor(template, section);
  return (
    <Panel
      title={words.writing}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={words.view}
          value={view}
          onChange={setView}
          data={[
            { value: 'write', label: words.write },
            { value: 'read', label: words.read },
          ]}
        />
      }
    >
      {view === 'read' ? (
        <Prose markdown={markdown} />
      ) : (
        <>
          <div className={classes['guidance']}>
            <strong>{words.guidance}</strong>
            {section !== undefined && ` · ${section}`}
            {'\n'}
            {guidance ?? (section === undefined ? words.noGuidance : words.guidanceNone)}
          </div>
          <Textarea
            ref={ref}
            className={classes['writing'] ?? ''}
            aria-label={words.writing}
            dir="auto"
            value={markdown}
            onChange={(event) => {
              write(event.currentTarget.value);
              cursorAt(event.currentTarget.selectionStart);
            }}
            onSelect={(event) => cursorAt(event.currentTarget.selectionStart)}
            spellCheck
          />
        </>
      )}
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed" role="status">
          {status}
        </Text>
        <Group gap="xs">{children}</Group>
      </Group>
    </Panel>
  );
}
