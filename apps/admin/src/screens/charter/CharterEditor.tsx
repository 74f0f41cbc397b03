import { Button, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { showArea } from '../../format/figures.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form, options } from '../../parts/Form.js';
import { Refusals } from '../../parts/Refusals.js';
import { orNothing } from '../../parts/use-fields.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';
import type { DecisionRight } from './CharterMatrix.js';

const PublishCharter = graphql(`
  mutation PublishCharter($input: PublishCharterInput!) {
    publishCharter(input: $input) {
      charter {
        id
        version
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

interface CharterEditorProps {
  engagementId: string;
  /** Those of the version that the new one starts from. */
  rights: DecisionRight[];
  done: () => void;
}

/** A new version, area by area, beginning with the last one. */
export function CharterEditor({ engagementId, rights: before, done }: CharterEditorProps): ReactNode {
  const [rights, setRights] = useState(before);
  const [added, setAdded] = useState('');
  const publish = useAction(PublishCharter, ['Engagement']);
  const words = texts.charter;

  const change = (area: string, part: Partial<DecisionRight>): void =>
    setRights(rights.map((right) => (right.area === area ? { ...right, ...part } : right)));

  const submit = async (): Promise<void> => {
    const published = await publish.run({
      engagementId,
      rights: rights.map(({ area, holder, holderName, note }) => ({
        area,
        holder,
        holderName: holder === 'NAMED_OUTSIDE' ? orNothing(holderName ?? '') : undefined,
        note: orNothing(note ?? ''),
      })),
    });
    if (published) done();
  };

  return (
    <Form
      onSubmit={() => void submit()}
      submit={words.publish}
      busy={publish.busy}
      aside={
        <Button variant="default" onClick={done}>
          {words.cancel}
        </Button>
      }
    >
      <Text size="sm" c="dimmed">
        {words.newVersionHint}
      </Text>
      <Refusals of={publish.refusals} />
      <WideTable label={words.edit} minWidth={720}>
        <Table verticalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th ps={0}>{words.area}</Table.Th>
              <Table.Th>{words.holder}</Table.Th>
              <Table.Th>{words.holderName}</Table.Th>
              <Table.Th>{words.note}</Table.Th>
              <Table.Th>{words.remove}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rights.map((right) => {
              const area = showArea(right.area);
              return (
                <Table.Tr key={right.area}>
                  <Table.Th ps={0} fw={500} scope="row">
                    {area}
                  </Table.Th>
                  <Table.Td>
                    <NativeSelect
                      aria-label={words.holderOf(area)}
                      data={options(texts.holders)}
                      value={right.holder}
                      onChange={(event) =>
                        change(right.area, { holder: event.currentTarget.value as DecisionRight['holder'] })
                      }
                    />
                  </Table.Td>
                  <Table.Td>
                    <TextInput
                      aria-label={words.nameOf(area)}
                      disabled={right.holder !== 'NAMED_OUTSIDE'}
                      value={right.holderName ?? ''}
                      onChange={(event) => change(right.area, { holderName: event.currentTarget.value })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <TextInput
                      aria-label={words.noteOf(area)}
                      value={right.note ?? ''}
                      onChange={(event) => change(right.area, { note: event.currentTarget.value })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Button
                      variant="subtle"
                      size="xs"
                      aria-label={words.removeArea(area)}
                      onClick={() => setRights(rights.filter((each) => each !== right))}
                    >
                      {words.remove}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </WideTable>
      <Stack gap={0} maw={420}>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label={words.newArea}
            flex={1}
            value={added}
            onChange={(event) => setAdded(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={orNothing(added) === undefined || rights.some(({ area }) => area === added.trim())}
            onClick={() => {
              setRights([...rights, { area: added.trim(), holder: 'JOINT', holderName: null, note: null }]);
              setAdded('');
            }}
          >
            {words.addArea}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
