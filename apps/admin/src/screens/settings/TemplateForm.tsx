import { FileButton, Button, Group, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { options } from '../../parts/Form.js';
import type { HatName } from '../../parts/Hat.js';
import { Panel } from '../../parts/Page.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const CreateTemplate = graphql(`
  mutation CreateTemplate($input: CreateTemplateInput!) {
    createTemplate(input: $input) {
      template {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const ReplaceTemplate = graphql(`
  mutation ReplaceTemplate($input: ReplaceTemplateInput!) {
    replaceTemplate(input: $input) {
      template {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

interface Values {
  markdown: string;
  title: string;
  /** Empty: as the text's front matter says. */
  hat: HatName | '';
  dueDay: number | '';
  weight: number | '';
}

/** What is left empty is taken from the text itself. */
function inputOf({ markdown, title, hat, dueDay, weight }: Values) {
  return {
    markdown,
    title: orNothing(title),
    hat: hat === '' ? undefined : hat,
    dueDay: dueDay === '' ? undefined : dueDay,
    weight: weight === '' ? undefined : weight,
  };
}

const EMPTY: Values & { key: string } = { key: '', markdown: '', title: '', hat: '', dueDay: '', weight: '' };

/** A template of the consultancy's own, from any Markdown. */
export function NewTemplateForm(): ReactNode {
  const { values, set, text, reset } = useFields(EMPTY);
  const create = useAction(CreateTemplate, ['Template']);
  const words = texts.settings.templates;
  const submit = async (): Promise<void> => {
    if (!(await create.run({ ...inputOf(values), key: orNothing(values.key) }))) return;
    notifications.show({ message: texts.saved });
    reset();
  };
  return (
    <Panel title={words.create}>
      <ActionForm action={create} fields={Object.keys(EMPTY)} onSubmit={() => void submit()} submit={words.create}>
        <TextFields values={values} set={set} text={text} errorOf={create.errorOf} />
        <TextInput
          label={words.key}
          description={words.keyHint}
          maw={320}
          error={create.errorOf('key')}
          {...text('key')}
        />
      </ActionForm>
    </Panel>
  );
}

interface NewVersionFormProps {
  templateId: string;
  template: { title: string; markdown: string; hat: HatName; dueDay: number; weight: number };
  done: () => void;
}

/** Another version in its place; what is planned already stays with the version it was planned by. */
export function NewVersionForm({ templateId, template, done }: NewVersionFormProps): ReactNode {
  const { title, markdown, hat, dueDay, weight } = template;
  const { values, set, text } = useFields<Values>({ title, markdown, hat, dueDay, weight });
  const replace = useAction(ReplaceTemplate, ['Template']);
  const words = texts.settings.templates;
  const submit = async (): Promise<void> => {
    if (await replace.run({ ...inputOf(values), templateId })) done();
  };
  return (
    <ActionForm action={replace} fields={Object.keys(EMPTY)} onSubmit={() => void submit()} submit={words.saveVersion}>
      <Text size="sm">{words.versionHint}</Text>
      <TextFields values={values} set={set} text={text} errorOf={replace.errorOf} />
    </ActionForm>
  );
}

type Fields = Pick<ReturnType<typeof useFields<Values>>, 'values' | 'set' | 'text'> & {
  errorOf: (field: string) => string | undefined;
};

function TextFields({ values, set, text, errorOf }: Fields): ReactNode {
  const words = texts.settings.templates;
  const read = async (file: File | null): Promise<void> => {
    if (file) set('markdown', await file.text());
  };
  const number = (name: 'dueDay' | 'weight') => ({
    value: values[name],
    onChange: (value: number | string) => set(name, value === '' ? '' : Number(value)),
    error: errorOf(name),
  });
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <FileButton onChange={(file) => void read(file)} accept=".md,.markdown,text/markdown,text/plain">
          {(props) => (
            <Button variant="default" {...props}>
              {words.fromFile}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {words.fromFileHint}
        </Text>
      </Group>
      <Textarea
        label={words.text}
        description={words.textHint}
        required
        autosize
        minRows={6}
        maxRows={20}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        error={errorOf('markdown')}
        {...text('markdown')}
      />
      <Group align="flex-start" gap="sm">
        <TextInput label={words.name} error={errorOf('title')} {...text('title')} />
        <NativeSelect
          label={words.hat}
          data={[{ value: '', label: words.asTheTextSays }, ...options(texts.hats)]}
          error={errorOf('hat')}
          {...text('hat')}
        />
        <NumberInput label={words.dueDay} min={1} max={90} w={110} {...number('dueDay')} />
        <NumberInput label={words.weight} min={0} max={100} w={110} {...number('weight')} />
      </Group>
    </Stack>
  );
}
