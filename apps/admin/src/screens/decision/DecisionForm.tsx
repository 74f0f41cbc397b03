import { Autocomplete, Button, Collapse, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { getHotkeyHandler, useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { showArea } from '../../format/figures.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import type { HatName } from '../../parts/Hat.js';
import { Severity } from '../../parts/Marks.js';
import { Refusals } from '../../parts/Refusals.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { DecisionCheck } from './DecisionCheck.js';

const RecordDecision = graphql(`
  mutation RecordDecision($input: RecordDecisionInput!) {
    recordDecision(input: $input) {
      decision {
        id
        signals {
          rule
          severity
          statement
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Recorded = NonNullable<ResultOf<typeof RecordDecision>['recordDecision']['decision']>;

interface DecisionFormProps {
  engagementId: string;
  areas: string[];
  hats: HatName[];
  currency: string;
}

/** As it is typed: `options` one a line, `spend` in the engagement's currency. */
interface NewDecision {
  area: string;
  hatWorn: HatName | 'JOINT';
  title: string;
  decision: string;
  rationale: string;
  options: string;
  spend: string;
  vendor: string;
  revisitOn: string;
}

/** Quick entry: decided now, with the hat that is on. It is checked while it is typed, and Ctrl or ⌘ with Enter records it. */
export function DecisionForm({ engagementId, areas, hats, currency }: DecisionFormProps): ReactNode {
  const { values, set, text, reset } = useFields<NewDecision>({
    area: '',
    hatWorn: hats[0] ?? 'CTO',
    title: '',
    decision: '',
    rationale: '',
    options: '',
    spend: '',
    vendor: '',
    revisitOn: '',
  });
  const record = useAction(RecordDecision, ['Engagement', 'DriftAlert']);
  const [recorded, setRecorded] = useState<Recorded>();
  const [more, { toggle }] = useDisclosure(false);
  const words = texts.decisions;
  const keyOf = (label: string): string => areas.find((area) => showArea(area) === label) ?? label;

  const submit = async (): Promise<void> => {
    const spend = orNothing(values.spend);
    const done = await record.run({
      engagementId,
      area: keyOf(values.area),
      hatWorn: values.hatWorn,
      title: values.title,
      decision: values.decision,
      rationale: values.rationale,
      options: values.options.split('\n').flatMap((option) => orNothing(option) ?? []),
      decidedAt: new Date().toISOString(),
      spend: spend === undefined ? null : { amount: spend, currency },
      vendor: orNothing(values.vendor),
      revisitOn: orNothing(values.revisitOn),
    });
    if (done?.decision) {
      setRecorded(done.decision);
      reset();
    }
  };

  return (
    <Stack pb="lg" onKeyDown={getHotkeyHandler([['mod+Enter', () => void submit()]])}>
      <Form
        onSubmit={() => void submit()}
        submit={words.record}
        busy={record.busy}
        aside={
          <Button variant="subtle" onClick={toggle} aria-expanded={more}>
            {words.more}
          </Button>
        }
      >
        <Refusals of={record.refusals} except={['area', 'title', 'decision', 'rationale', 'vendor', 'revisitOn']} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Autocomplete
            label={words.area}
            data={areas.map(showArea)}
            required
            autoFocus
            selectFirstOptionOnChange
            error={record.errorOf('area')}
            value={values.area}
            onChange={(area) => set('area', area)}
          />
          <NativeSelect
            label={words.hatWorn}
            data={[
              ...hats.map((hat) => ({ value: hat, label: texts.hats[hat] })),
              ...(hats.length > 1 ? [{ value: 'JOINT', label: texts.holders.JOINT }] : []),
            ]}
            {...text('hatWorn')}
          />
        </SimpleGrid>
        <DecisionCheck
          decision={{
            engagementId,
            area: keyOf(values.area),
            hatWorn: values.hatWorn,
            spend: orNothing(values.spend) === undefined ? null : { amount: values.spend.trim(), currency },
            vendor: orNothing(values.vendor) ?? null,
          }}
        />
        <TextInput label={words.name} dir="auto" required error={record.errorOf('title')} {...text('title')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Textarea
            label={words.decision}
            required
            autosize
            minRows={2}
            error={record.errorOf('decision')}
            {...text('decision')}
          />
          <Textarea
            label={words.rationale}
            required
            autosize
            minRows={2}
            error={record.errorOf('rationale')}
            {...text('rationale')}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={`${words.spend} (${currency})`} inputMode="decimal" {...text('spend')} />
          <TextInput label={words.vendor} error={record.errorOf('vendor')} {...text('vendor')} />
        </SimpleGrid>
        <Collapse expanded={more} keepMounted={false}>
          <Stack gap="sm">
            <Textarea label={words.options} autosize minRows={2} {...text('options')} />
            <TextInput
              label={words.revisitOn}
              type="date"
              maw={240}
              error={record.errorOf('revisitOn')}
              {...text('revisitOn')}
            />
          </Stack>
        </Collapse>
      </Form>
      {recorded && (
        <Stack gap={6} role="status" fz="sm">
          {recorded.signals.length === 0 ? words.agrees : words.differs}
          {recorded.signals.map((signal) => (
            <div key={signal.rule}>
              <Severity severity={signal.severity}>{texts.rules[signal.rule]}</Severity> {signal.statement}
            </div>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
